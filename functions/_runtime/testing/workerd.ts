import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { Log, LogLevel, Miniflare } from 'miniflare'
import { COMPATIBILITY_DATE } from '../build/targets/workers.ts'

/** A Worker on workerd, reached over HTTP. */
export interface RunningWorker {
  url: string
  startedInMs: number
  /** What it has logged so far. */
  output: () => string
  /** What Cloudflare's clock does. */
  tick: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Runs a bundle as it would be deployed: without any of Node's modules, which is what no
 * compatibility flag means.
 *
 * @param hyperdrives addresses of databases by the names of their bindings
 */
export async function startWorker(
  bundle: string,
  bindings: Record<string, string>,
  hyperdrives: Record<string, string> = {},
): Promise<RunningWorker> {
  const began = performance.now()
  let output = ''
  const miniflare = new Miniflare({
    modules: true,
    script: readFileSync(bundle, 'utf8'),
    compatibilityDate: COMPATIBILITY_DATE,
    bindings,
    hyperdrives,
    port: 0,
    log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      for (const stream of [stdout, stderr]) {
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
      }
    },
  })
  try {
    const url = (await miniflare.ready).href.replace(/\/$/, '')
    await fetch(`${url}/api/health`)
    return {
      url,
      startedInMs: performance.now() - began,
      output: () => output,
      async tick() {
        const worker = (await miniflare.getWorker()) as unknown as {
          scheduled(event: { cron: string }): Promise<{ outcome: string }>
        }
        const { outcome } = await worker.scheduled({ cron: '* * * * *' })
        if (outcome !== 'ok') throw new Error(`the scheduled run ended: ${outcome}`)
      },
      stop: () => miniflare.dispose(),
    }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}

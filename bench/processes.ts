import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** What `make build` made, as the backend container runs it. */
export const builtServer = 'dist/server.mjs'

export interface BenchServer {
  port: number
  /** From the start of the process to its line `ready`, in ms. */
  startedInMs: number
  /** Resident memory in MB now. */
  memoryMb(): number
  stop(): Promise<void>
}

/** Starts one of our servers or of the bare ones as a process of its own. */
export async function startProcess(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<BenchServer> {
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const port = await readyPort(child)
  child.stderr.resume()
  return {
    port,
    startedInMs: performance.now() - start,
    memoryMb: () => residentMb(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function readyPort(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number }
    if (event !== 'ready' || port === undefined) continue
    child.stdout.resume()
    return port
  }
  throw new Error(`the server ended before it was ready: ${await text(child.stderr)}`)
}

function residentMb(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? Number.NaN) / 1024
}

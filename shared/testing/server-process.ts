import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { inject } from 'vitest'
import { testEnv } from './test-env.ts'

/** How long anything that a test waits for may take on a machine that is busy. */
const PATIENCE_MS = 30_000

export interface ServerProcess extends AsyncDisposable {
  port: number
  url: string
  /** What it has printed so far: the log on standard output, words on standard error. */
  output: { log: string; words: string }
  /** The log as objects; a line that is no JSON fails the test. */
  logLines(): Record<string, unknown>[]
  signal(name: 'SIGTERM' | 'SIGKILL'): void
  /** The exit code once it has ended; null when a signal ended it. */
  ended: Promise<number | null>
}

type Env = Record<string, string>

/**
 * Where Node keeps what it has compiled of a bundle. To compile the same bundle for each process
 * takes longer than all else that it does to start.
 */
export const compiledIn = (bundle: string) => join(bundle, 'compiled')

const root = join(import.meta.dirname, '../..')

/** Which server a process runs: the bundle that is shipped, or the sources that `make start` runs. */
const programs = {
  bundle: (bundle: string) => join(bundle, 'server.mjs'),
  sources: () => join(root, 'containers/api/server.ts'),
}

/** Runs the real server in a process of its own, on a free port. */
function launch(env: Env, program: keyof typeof programs = 'bundle', bundle = inject('bundle')) {
  const child = spawn(process.execPath, ['--no-warnings', programs[program](bundle)], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compiledIn(bundle),
      ...testEnv,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { log: '', words: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.log += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.words += chunk.toString()))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { child, output, ended }
}

/**
 * Starts a server and waits until its log says that it is ready.
 *
 * @param bundle its folder; that of the run of tests unless said otherwise
 */
export async function startProcess(
  env: Env,
  program?: keyof typeof programs,
  bundle?: string,
): Promise<ServerProcess> {
  const { child, output, ended } = launch(env, program, bundle)
  let over = false
  void ended.then(() => (over = true))
  const logLines = () => {
    const lines = output.log.split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  }
  const ready = await until('the server is ready', () => {
    if (over) throw new Error(`the server ended: ${output.words}${output.log}`)
    return logLines().find((line) => line['event'] === 'ready')
  }).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  const port = Number(ready['port'])
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    output,
    logLines,
    signal: (name) => void child.kill(name),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/**
 * Starts a server that is expected to give up; tells its exit code and what it printed.
 *
 * @param told when to tell it to stop, if it does not by itself
 */
export async function failedStart(
  env: Env,
  told?: Promise<void>,
): Promise<{ code: number | null; words: string; log: string }> {
  const { child, output, ended } = launch(env)
  void told?.then(() => child.kill('SIGTERM'))
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const code = await ended
  clearTimeout(timer)
  return { code, ...output }
}

/** Waits for something to come true, and gives it; asks again every few milliseconds. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
): Promise<Exclude<T, undefined | false | null>> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const found = await ask()
    if (found !== undefined && found !== false && found !== null) {
      return found as Exclude<T, undefined | false | null>
    }
    if (Date.now() > end) throw new Error(`it did not come to pass that ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

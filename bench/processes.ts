import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

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
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const port = await readyPort(child)
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

async function readyPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('the process has no output')
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number }
    if (event !== 'ready' || port === undefined) continue
    child.stdout.resume()
    return port
  }
  throw new Error('the server ended before it was ready')
}

function residentMb(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? Number.NaN) / 1024
}

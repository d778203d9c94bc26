import { spawn } from 'node:child_process'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
  /** Both, as they came. */
  printed: string
}

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** It is killed after this; default two minutes. */
  timeoutMs?: number
  stdin?: string | Buffer
}

/** Runs a program to its end, whatever that is. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd, env = process.env, timeoutMs = 120_000, stdin } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    const ended: Ended = { code: null, stdout: '', stderr: '', printed: '' }
    const collect = (name: 'stdout' | 'stderr') => (chunk: Buffer) => {
      ended[name] += chunk.toString()
      ended.printed += chunk.toString()
    }
    child.stdout.on('data', collect('stdout'))
    child.stderr.on('data', collect('stderr'))
    // A program that reads nothing may have ended by then.
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code }))
  })
}

/** What a program printed; an error with all of it when it did not succeed. */
export async function output(program: string, args: string[], options?: RunOptions) {
  const { code, stdout, printed } = await run(program, args, options)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${printed}`)
  return stdout
}

/** Tries again until it does not throw any more, or the time is over. */
export async function eventually<T>(work: () => Promise<T>, withinMs = 30_000): Promise<T> {
  for (const end = Date.now() + withinMs; ;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

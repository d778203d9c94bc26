import { spawn } from 'node:child_process'

/**
 * Runs the text of a module in a process of its own, for what two servers do to one database. The
 * module imports by `#shared/…` and finds its arguments in `process.argv`, from the second one on.
 *
 * @returns what it printed
 */
export function runModule(code: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--no-warnings', '--input-type=module-typescript', '--eval', code, '--', ...args],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let printed = ''
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(printed)
      else reject(new Error(`the process ended with ${code}: ${complaint}`))
    })
  })
}

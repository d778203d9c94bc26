import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { inject } from 'vitest'

interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs one of the bundled commands, such as `npm run import`, to its end. */
export function runCommand(
  name: 'import' | 'monitor',
  env: Record<string, string>,
  ...args: string[]
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const all = { PATH: process.env['PATH'], ...env }
    const program = join(inject('bundle'), `${name}.mjs`)
    const child = spawn(process.execPath, ['--no-warnings', program, ...args], { env: all })
    const ended: Ended = { code: null, out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code }))
  })
}

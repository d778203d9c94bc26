import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { inject } from 'vitest'
import { compiledIn } from './server-process.ts'
import { testEnv } from './test-env.ts'

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** A command of the bundle on its way, such as `stockroom import`. */
export function startCommand(name: string, env: Record<string, string>, ...args: string[]) {
  const bundle = inject('bundle')
  const all = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: compiledIn(bundle),
    ...testEnv,
    ...env,
  }
  const program = join(bundle, 'stockroom.mjs')
  const child = spawn(process.execPath, ['--no-warnings', program, name, ...args], { env: all })
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()))
  const end = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...ended, code }))
  })
  return { child, printed: ended, end }
}

/** Runs a command of the bundle to its end. Nobody is there to answer it. */
export function runCommand(
  name: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<Ended> {
  return answerCommand('', name, env, ...args)
}

/** Runs a command of the bundle and types an answer. */
export function answerCommand(
  answer: string,
  name: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<Ended> {
  const { child, end } = startCommand(name, env, ...args)
  child.stdin.end(answer)
  return end
}

import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { until } from '#shared/testing/server-process.ts'

const require = createRequire(import.meta.url)

/** A program that answers HTTP, whatever runtime it is. */
export interface RunningProcess {
  url: string
  /** From its start to its first answer. */
  startedInMs: number
  output: () => string
  stop: () => Promise<void>
}

/**
 * Starts a program and waits for its first answer.
 * @param port where it will listen; without it, where its line `{"event":"ready","port":…}` says
 */
export async function startProgram(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  port?: number,
): Promise<RunningProcess> {
  const began = performance.now()
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let over = false
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  }).then(() => void (over = true))
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
  }
  try {
    const url = await until(`${command} answers`, async () => {
      if (over) throw new Error(`${command} ended: ${output}`)
      const at = port ?? portIn(output)
      if (at === undefined) return undefined
      const base = `http://127.0.0.1:${at}`
      const res = await fetch(`${base}/api/health`).catch(() => undefined)
      return res?.ok && base
    })
    return { url, startedInMs: performance.now() - began, output: () => output, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function portIn(output: string): number | undefined {
  const [, port] = /"event":"ready"[^\n]*"port":(\d+)/.exec(output) ?? []
  return port === undefined ? undefined : Number(port)
}

/** The binaries that npm brought; the packages' own commands want an install script first. */
export const binaries = {
  node: () => process.execPath,
  bun: () => inPackage('bun', `@oven/bun-${process.platform}-${bunArch()}`, 'bin/bun'),
  deno: () => inPackage('deno', `@deno/${process.platform}-${process.arch}${libc()}`, 'deno'),
  'functions-framework': () =>
    join(dirname(require.resolve('@google-cloud/functions-framework')), 'main.js'),
}

function inPackage(owner: string, name: string, file: string): string {
  const ownRequire = createRequire(require.resolve(`${owner}/package.json`))
  return join(dirname(ownRequire.resolve(`${name}/package.json`)), file)
}

function bunArch(): string {
  return process.arch === 'arm64' ? 'aarch64' : process.arch
}

function libc(): string {
  return process.platform === 'linux' ? '-glibc' : ''
}

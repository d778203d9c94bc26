import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/** As many tests use the pages at the same time. */
export const STANDS = Math.min(4, availableParallelism())

/** Ports below those that systems give to outgoing connections: nobody else takes one meanwhile. */
const FIRST_PORT = 20_000
const PORTS = 10_000

/** A web server, and the address at which it looks for its API. */
export interface Stand {
  url: string
  apiPort: number
}

/** Starts the built web; the API may come and go at its port. */
export async function startStand(folder: string): Promise<Stand & { stop: () => Promise<void> }> {
  const [port, apiPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [join(folder, 'web/server.js')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      HOSTNAME: '127.0.0.1',
      API_URL: `http://127.0.0.1:${apiPort}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const collect = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const status = await firstAnswer(url, () => {
    if (child.exitCode !== null) throw new Error(`the web ended: ${printed}`)
  })
  if (status !== 200) {
    child.kill('SIGKILL')
    throw new Error(`the sign-in page answered ${status}: ${printed}`)
  }
  return {
    url,
    apiPort,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The status of the sign-in page, once there is an answer. */
async function firstAnswer(url: string, check: () => void): Promise<number> {
  for (let attempt = 0; attempt < 600; attempt++) {
    check()
    const response = await fetch(`${url}/sign-in`).catch(() => undefined)
    if (response) {
      await response.arrayBuffer()
      return response.status
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the web did not start')
}

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

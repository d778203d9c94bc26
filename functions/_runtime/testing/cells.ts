import { join } from 'node:path'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { freePort } from '#shared/testing/free-port.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'
import { startProcess } from '#shared/testing/server-process.ts'
import type { TargetName } from '../build/build.ts'
import { SOURCE_IP } from './lambda-events.ts'
import { binaries, startProgram } from './processes.ts'
import { startWorker } from './workerd.ts'

export const TRIGGER_TOKEN = 'trigger_token_of_the_tests_0123456789'

/** A shop that runs somewhere. */
export interface RunningCell {
  url: string
  startedInMs: number
  /** The caller's address as it is known there, whatever the caller says. */
  address: string
  /** What the platform itself answers to JSON that is none; 422 where the request comes through. */
  statusOfBrokenJson?: number
  /** Does the background work as the platform's clock would; a server does it by itself. */
  tick?: () => Promise<void>
  stop: () => Promise<void>
}

/** One place of the matrix, which runs or is refused. */
export interface Cell {
  runtime: string
  database: 'SQLite' | 'PostgreSQL' | 'none'
  /** What the build makes for it; undefined when it runs the container's own bundle. */
  target?: TargetName
  /** @param built the folder of its build */
  start?: (built: string) => Promise<RunningCell>
  /** Why it cannot be. */
  refused?: string
}

const settings = {
  PUBLIC_URL: 'https://stockroom.example',
  SECRET_KEY: 'secret_key_of_the_tests_0123456789_01',
  DB_ENCRYPTION_KEY: 'encryption_key_of_the_tests_0123456789',
  REQUESTS_PER_MINUTE: '1000000',
  TRIGGER_TOKEN,
  LOG_LEVEL: 'error',
}

const PEER = '127.0.0.1'
/** What the contract's requests claim to come from. */
const CLAIMED = '198.51.100.7'

const noDisk =
  'a function has no disk that stays and no single writer: two copies of it would be two shops'

export const cells: readonly Cell[] = [
  { runtime: 'Node.js', database: 'SQLite', start: () => container('sqlite') },
  { runtime: 'Node.js', database: 'PostgreSQL', start: () => container('postgres') },
  { runtime: 'Bun', database: 'SQLite', target: 'bun', start: server('bun', 'sqlite') },
  { runtime: 'Bun', database: 'PostgreSQL', target: 'bun', start: server('bun', 'postgres') },
  { runtime: 'Deno', database: 'SQLite', target: 'deno', start: server('deno', 'sqlite') },
  { runtime: 'Deno', database: 'PostgreSQL', target: 'deno', start: server('deno', 'postgres') },
  { runtime: 'workerd', database: 'PostgreSQL', target: 'workers', start: worker },
  { runtime: 'workerd', database: 'SQLite', refused: `no native modules, and ${noDisk}` },
  ...(['rest-api', 'http-api', 'load-balancer', 'function-url'] as const).map((form): Cell => ({
    runtime: `Lambda, ${form}`,
    database: 'PostgreSQL',
    target: 'lambda',
    start: hosted(form, 'stockroom/index.mjs'),
  })),
  { runtime: 'Lambda', database: 'SQLite', refused: noDisk },
  {
    runtime: 'Google Cloud Functions',
    database: 'PostgreSQL',
    target: 'google',
    start: functionsFramework,
  },
  {
    runtime: 'Azure Functions',
    database: 'PostgreSQL',
    target: 'azure',
    start: hosted('azure', 'stockroom/index.mjs'),
  },
  {
    runtime: 'Vercel',
    database: 'PostgreSQL',
    target: 'vercel',
    start: hosted('vercel', '.vercel/output/functions/stockroom.func/index.mjs'),
  },
  {
    runtime: 'Netlify',
    database: 'PostgreSQL',
    target: 'netlify',
    start: hosted('netlify', 'netlify/functions/stockroom.mjs'),
  },
  {
    runtime: 'Vercel Edge, Netlify Edge',
    database: 'PostgreSQL',
    refused: 'they open no sockets, so no connection to PostgreSQL',
  },
]

async function container(kind: 'sqlite' | 'postgres'): Promise<RunningCell> {
  const place = await ownPlace(kind)
  const began = performance.now()
  const running = await startProcess({ ...settings, ...place.env, LOG_LEVEL: 'info' })
  return {
    url: running.url,
    startedInMs: performance.now() - began,
    address: PEER,
    async stop() {
      await running[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

function server(runtime: 'bun' | 'deno', kind: 'sqlite' | 'postgres') {
  return async (built: string): Promise<RunningCell> => {
    const place = await ownPlace(kind)
    const bundle = join(built, 'stockroom/server.mjs')
    const args = runtime === 'deno' ? ['run', '--allow-all', '--no-config', bundle] : [bundle]
    const env = { ...settings, ...place.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info' }
    const running = await startProgram(binaries[runtime](), args, env)
    return {
      ...running,
      address: PEER,
      async stop() {
        await running.stop()
        await place[Symbol.asyncDispose]()
      },
    }
  }
}

async function worker(built: string): Promise<RunningCell> {
  const { url, drop } = await freshPostgresUrl('stockroom_template')
  const running = await startWorker(join(built, 'stockroom/worker.js'), {
    ...settings,
    DATABASE_URL: url,
  })
  return { ...running, address: PEER, stop: () => running.stop().then(drop) }
}

/** A function in a process of its own, called by `host.ts` as its platform would call it. */
function hosted(form: string, file: string) {
  return async (built: string): Promise<RunningCell> => {
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const host = join(import.meta.dirname, 'host.ts')
    const env = { ...settings, DATABASE_URL: url }
    const args = ['--no-warnings', host, form, join(built, file)]
    const running = await startProgram(binaries.node(), args, env)
    return {
      ...running,
      // Nothing stands before Vercel's function here, so the caller's word is the last one.
      address: form === 'vercel' ? CLAIMED : SOURCE_IP,
      tick: () => trigger(running.url),
      stop: () => running.stop().then(drop),
    }
  }
}

async function functionsFramework(built: string): Promise<RunningCell> {
  const { url, drop } = await freshPostgresUrl('stockroom_template')
  const port = await freePort()
  const source = `--source=${join(built, 'stockroom')}`
  const args = [binaries['functions-framework'](), '--target=api', source, `--port=${port}`]
  const env = { ...settings, DATABASE_URL: url }
  const running = await startProgram(binaries.node(), args, env, port)
  return {
    ...running,
    address: CLAIMED,
    // Google's framework parses JSON before the function is called.
    statusOfBrokenJson: 400,
    tick: () => trigger(running.url),
    stop: () => running.stop().then(drop),
  }
}

/** What a scheduler does that can send requests. */
async function trigger(url: string): Promise<void> {
  const headers = { authorization: `Bearer ${TRIGGER_TOKEN}` }
  const res = await fetch(`${url}/jobs/run`, { method: 'POST', headers })
  if (!res.ok) throw new Error(`the trigger answered ${res.status}: ${await res.text()}`)
}

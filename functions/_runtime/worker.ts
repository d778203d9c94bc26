import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type { Platform } from '#shared/context.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import { EventFeed } from '#shared/events/feed.ts'
import { fetchSender } from '#shared/events/webhook-sender.ts'
import type { AppContext, AppEnv } from '#shared/http/env.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { type FunctionConfig, readFunctionConfig } from './config.ts'
import {
  backgroundWork,
  runWork,
  type Work,
  type WorkReport,
} from '#shared/jobs/background-work.ts'
import { functionMail } from './mail.ts'
import { type LastingPorts, lastingPorts, type Means } from './ports.ts'
import { portableScrypt } from './scrypt-portable.ts'
import { triggerPage } from './triggers.ts'
import { unavailable } from './unavailable.ts'

/** What a Worker is given: variables, secrets, and perhaps a Hyperdrive that pools connections. */
export interface WorkerEnv {
  HYPERDRIVE?: { connectionString: string }
  [name: string]: unknown
}

/** The part of Cloudflare's context that is used. */
export interface WorkerContext {
  waitUntil(work: Promise<unknown>): void
}

export interface WorkerHandlers {
  fetch(request: Request, env: WorkerEnv, context: WorkerContext): Promise<Response>
  scheduled(event: unknown, env: WorkerEnv, context: WorkerContext): Promise<void>
}

/** How long an answer may hold a connection to the database. */
export interface AnswerLimits {
  /** A stream of events ends after this; the browser comes back by itself. */
  streamMs: number
  /** Nobody has taken a piece for so long: a Worker is not told that its reader has gone. */
  quietMs: number
}

const answerLimits: AnswerLimits = { streamMs: 55_000, quietMs: 30_000 }
/** Work after an answer may take 30 s on Cloudflare. */
const AFTERWARDS_MS = 25_000
/** A run by the clock may take longer, but never into the next one. */
const SCHEDULED_MS = 55_000

/** A Worker reaches no private network, so what a name leads to need not be looked at. */
const means: Means = { scrypt: portableScrypt, webhookSender: fetchSender }

/** What lives as long as an isolate: nothing in it belongs to a request. */
interface Isolate {
  env: WorkerEnv
  config: FunctionConfig
  ports: LastingPorts
  root: Hono<AppEnv>
}

/** The part of the platform that one request has for itself, and what it leaves to be done. */
interface RequestPorts extends Pick<Platform, 'db' | 'writer' | 'longWriter' | 'feed'> {
  mailQueued: () => void
  eventsWritten: () => void
}

interface OneRequest {
  ports: RequestPorts
  database: OpenDatabase
  /** Names of the work that the request made. */
  left: Set<Work['name']>
}

/**
 * Endpoints as a Cloudflare Worker, with every connection to PostgreSQL opened for one request:
 * workerd lets no request use what another one opened.
 */
export function toWorker(
  app: OpenAPIHono<AppEnv>,
  limits: AnswerLimits = answerLimits,
): WorkerHandlers {
  let isolate: Isolate | undefined

  // Not a promise that several requests await: the one that began it may be cut off.
  async function isolateOf(env: WorkerEnv): Promise<Isolate> {
    if (isolate?.env === env) return isolate
    const config = configOf(env)
    const ports = await lastingPorts(config, means)
    isolate = { env, config, ports, root: rootOf(app, config, ports) }
    return isolate
  }

  return {
    async fetch(request, env, context) {
      let own: Isolate
      try {
        own = await isolateOf(env)
      } catch (error) {
        return unavailable(error)
      }
      const one = oneRequest(own)
      const timer = endStreams(request, one, limits)
      const response = await own.root.fetch(uncompressed(request), one)
      const afterwards = async () => {
        clearTimeout(timer)
        await workLeft(own, one)
      }
      const { answer, sent } = told(response, limits)
      context.waitUntil(sent.then(afterwards))
      return answer
    },
    async scheduled(_event, env) {
      const own = await isolateOf(env)
      const one = oneRequest(own)
      try {
        await runAll(own, one)
      } finally {
        await one.database.close()
      }
    },
  }
}

function configOf(env: WorkerEnv): FunctionConfig {
  const pooled = env.HYPERDRIVE?.connectionString
  return readFunctionConfig(pooled === undefined ? env : { ...env, DATABASE_URL: pooled })
}

function rootOf(
  app: OpenAPIHono<AppEnv>,
  config: FunctionConfig,
  ports: LastingPorts,
): Hono<AppEnv> {
  const requestOf = (c: AppContext) => c.env as OneRequest
  return onPlatform(Object.assign(new OutsideRequest(), ports), app, {
    // Cloudflare sets the header itself, whatever the caller sent.
    client: (c) => ({
      ip: c.req.header('cf-connecting-ip') ?? null,
      https: c.req.url.startsWith('https:'),
    }),
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    ofRequest: (c) => requestOf(c).ports,
    pages: triggerPage({
      tokens: [config.TRIGGER_TOKEN],
      run: (c) => runAll({ config, ports }, requestOf(c)),
    }),
  })
}

/** What each request brings itself; to ask for it outside one is a mistake. */
class OutsideRequest {
  get db(): never {
    throw new Error('on Workers a connection belongs to a request')
  }

  get writer(): never {
    return this.db
  }

  get longWriter(): never {
    return this.db
  }

  get feed(): never {
    return this.db
  }
}

function oneRequest({ config, ports }: Isolate): OneRequest {
  const database = openPostgres(config.DATABASE_URL, { max: config.DATABASE_POOL })
  const left = new Set<Work['name']>()
  return {
    database,
    left,
    ports: {
      db: database.db,
      writer: database.writer,
      longWriter: database.longWriter,
      feed: new EventFeed(database.db, ports.log),
      mailQueued: () => void left.add('mail'),
      eventsWritten: () => void left.add('events').add('webhooks'),
    },
  }
}

/** Cloudflare compresses every answer itself, also one that is compressed already. */
function uncompressed(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.delete('accept-encoding')
  return new Request(request, { headers })
}

function endStreams(request: Request, { ports }: OneRequest, { streamMs }: AnswerLimits) {
  const isStream = new URL(request.url).pathname === '/api/events'
  return isStream ? setTimeout(() => ports.feed.close(), streamMs) : undefined
}

/**
 * The answer, and when it has been sent. JSON is complete already; any other body may still read
 * from the database.
 */
function told(
  response: Response,
  { quietMs }: AnswerLimits,
): { answer: Response; sent: Promise<void> } {
  const type = response.headers.get('content-type') ?? ''
  if (!response.body || /^application\/(problem\+)?json/.test(type)) {
    return { answer: response, sent: Promise.resolve() }
  }
  const quiet = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const goesOn = () => {
    clearTimeout(timer)
    timer = setTimeout(() => quiet.abort(), quietMs)
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      goesOn()
      controller.enqueue(piece)
    },
  })
  goesOn()
  const sent = response.body
    .pipeTo(writable, { signal: quiet.signal })
    // The reader went away, which ends the request as well.
    .catch(() => {})
    .finally(() => clearTimeout(timer))
  return { answer: new Response(readable, response), sent }
}

async function workLeft({ config, ports }: Isolate, one: OneRequest): Promise<void> {
  try {
    one.ports.feed.close()
    if (one.left.size === 0) return
    const platform = { ...ports, ...one.ports }
    const works = worksOf(config, platform).filter(({ name }) => one.left.has(name))
    await runWork(platform, works, AbortSignal.timeout(AFTERWARDS_MS))
  } finally {
    await one.database.close()
  }
}

function runAll(
  { config, ports }: Pick<Isolate, 'config' | 'ports'>,
  one: OneRequest,
): Promise<WorkReport> {
  const platform = { ...ports, ...one.ports }
  return runWork(platform, worksOf(config, platform), AbortSignal.timeout(SCHEDULED_MS))
}

function worksOf(config: FunctionConfig, platform: Platform): Work[] {
  return backgroundWork(platform, {
    transport: functionMail(config),
    monitorEveryMinutes: config.MONITOR_EVERY_MINUTES,
  })
}

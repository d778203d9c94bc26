import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type { Platform } from '#shared/context.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import type { AppEnv } from '#shared/http/env.ts'
import { type HttpOptions, onPlatform } from '#shared/http/platform.ts'
import { readFunctionConfig } from './config.ts'
import { backgroundWork, runWork, type WorkReport } from '#shared/jobs/background-work.ts'
import { functionMail } from './mail.ts'
import { BriefFeed, lastingPorts, type Means } from './ports.ts'
import { triggerPage } from './triggers.ts'
import { unavailable } from './unavailable.ts'

/**
 * A frozen process does not notice that its connection was dropped on the way. One that was idle for
 * so long is closed when the process wakes, before the next query is sent down it.
 */
export const IDLE_SECONDS = 60

export interface LastingOptions {
  /** The platform's variables. */
  env: Readonly<Record<string, unknown>>
  means: Means
  client: HttpOptions['client']
  /** How long a run by the clock may take. */
  workMs: number
}

/** Endpoints in a process that the platform keeps between calls, and freezes meanwhile. */
export interface LastingFunction {
  /** Answers; 503 when the configuration is not usable. */
  fetch(request: Request, bindings?: unknown): Promise<Response>
  /** Does the background work once. */
  work(): Promise<WorkReport>
  close(): Promise<void>
}

interface Started {
  root: Hono<AppEnv>
  database: OpenDatabase
  work: () => Promise<WorkReport>
}

/**
 * Opens the database with the first call and reuses its connection for the next ones. Nothing runs
 * after an answer, because the platform may stop the process until the next call: that work is left
 * to the clock.
 */
export function lastingFunction(
  app: OpenAPIHono<AppEnv>,
  options: LastingOptions,
): LastingFunction {
  let starting: Promise<Started> | undefined
  const started = async () => {
    starting ??= start(app, options)
    try {
      return await starting
    } catch (error) {
      starting = undefined
      throw error
    }
  }
  return {
    async fetch(request, bindings) {
      let running: Started
      try {
        running = await started()
      } catch (error) {
        return unavailable(error)
      }
      return running.root.fetch(request, bindings)
    },
    async work() {
      return (await started()).work()
    },
    async close() {
      await (await starting)?.database.close()
      starting = undefined
    },
  }
}

async function start(app: OpenAPIHono<AppEnv>, options: LastingOptions): Promise<Started> {
  const config = readFunctionConfig(options.env)
  const lasting = await lastingPorts(config, options.means)
  const database = openPostgres(config.DATABASE_URL, {
    max: config.DATABASE_POOL,
    idleSeconds: IDLE_SECONDS,
  })
  const { db, writer, longWriter } = database
  const feed = new BriefFeed(db, lasting.log)
  const platform: Platform = { ...lasting, db, writer, longWriter, feed }
  const works = backgroundWork(platform, {
    transport: functionMail(config),
    monitorEveryMinutes: config.MONITOR_EVERY_MINUTES,
  })
  const work = () => runWork(platform, works, AbortSignal.timeout(options.workMs))
  const root = onPlatform(platform, app, {
    client: options.client,
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    // A feed ends with its stream, so each request has one.
    ofRequest: () => ({ feed: new BriefFeed(db, lasting.log) }),
    pages: triggerPage({ tokens: [config.TRIGGER_TOKEN, config.CRON_SECRET], run: work }),
  })
  return { root, database, work }
}

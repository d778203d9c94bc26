import type { OpenAPIHono } from '@hono/zod-openapi'
import { nodeClient } from '#containers/api/client.ts'
import { type Config, readConfig } from '#containers/api/config.ts'
import { openMigrated } from '#containers/api/database.ts'
import { docsAsset } from '#containers/api/docs-assets.ts'
import { stdoutLog } from '#containers/api/log.ts'
import { mailTransport } from '#containers/api/mail.ts'
import { nodePlatform } from '#containers/api/platform.ts'
import { startServerJobs } from '#containers/api/server-jobs.ts'
import { pages } from '#functions/pages.ts'
import type { AppEnv } from '#shared/http/env.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { sliceOf } from './slice.ts'

/** A server that lasts, whatever runtime holds its socket. */
export interface LastingServer {
  config: Config
  /** @param peer the address at the other end of the connection */
  fetch(request: Request, peer: string | undefined): Response | Promise<Response>
  ready(port: number): void
  /** Ends jobs and database; the runtime ends the connections. */
  stop(): Promise<void>
}

/**
 * The whole server but for its socket, with the configuration of the container: SQLite or PostgreSQL,
 * migrated, jobs running.
 *
 * @throws ConfigError, MigrationError as the container does
 */
export async function openServer(
  app: OpenAPIHono<AppEnv>,
  env: NodeJS.ProcessEnv,
): Promise<LastingServer> {
  const config = readConfig(env)
  const log = stdoutLog(config.LOG_LEVEL)
  const database = await openMigrated(config.DATABASE_URL, { max: config.DATABASE_POOL })
  const platform = await nodePlatform(config, database, log)
  const transport = await mailTransport(config)
  const jobs = startServerJobs(platform, transport, config)
  const root = onPlatform(platform, sliceOf(app, config.FUNCTIONS), {
    client: nodeClient(config.TRUSTED_PROXIES),
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    pages: pages({ asset: docsAsset }),
  })
  return {
    config,
    fetch: (request, peer) =>
      root.fetch(request, { incoming: { socket: { remoteAddress: peer } } }),
    ready: (port) => log.info('ready', { port, startedInMs: Math.round(performance.now()) }),
    async stop() {
      platform.feed.close()
      await jobs.stop()
      await database.close()
      log.info('stopped', { code: 0 })
      log.flush()
    },
  }
}

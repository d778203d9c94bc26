import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { sliceOf, UnknownAreaError } from '#functions/_runtime/slice.ts'
import { app } from '#functions/app.ts'
import { pages } from '#functions/pages.ts'
import health from '#functions/system/health.ts'
import type { Log } from '#shared/log.ts'
import type { AppEnv } from '#shared/http/env.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { nodeClient } from './client.ts'
import { type Config, usualFile } from './config.ts'
import { ConfigError } from './config-error.ts'
import { openMigrated } from './database.ts'
import { docsAsset } from './docs-assets.ts'
import { keysJob } from './keys-job.ts'
import { mailTransport } from './mail.ts'
import { prometheusMetrics } from './metrics.ts'
import { nodePlatform } from './platform.ts'
import { startServerJobs } from './server-jobs.ts'

/** How long a stop waits for requests that are being answered. */
const DRAIN_MS = 8_000
const KEEP_ALIVE_MS = 75_000
const SWEEP_MS = 50

type Fetch = Parameters<typeof serve>[0]['fetch']

export interface RunningServer {
  port: number
  /** Takes no more requests, answers those it has, ends jobs and database; at most 10 s. */
  stop(): Promise<void>
}

/**
 * Migrates the database, starts the jobs and serves every endpoint.
 * @param readAgain gives the configuration as it is by then, for keys that are exchanged meanwhile
 */
export async function startServer(
  config: Config,
  log: Log,
  readAgain: () => Config = () => config,
): Promise<RunningServer> {
  const endpoints = endpointsOf(config)
  const database = await openMigrated(config.DATABASE_URL, {
    max: config.DATABASE_POOL,
    ...(config.DEBUG && { onQuery: (sql, ms) => log.info('query', { sql, ms }) }),
  })
  const { ran, backup } = database.migrated
  if (backup !== undefined) log.info('database backed up', { file: backup })
  if (ran.length > 0) log.info('database migrated', { ran: ran.join(', ') })
  const file = usualFile(config.DATA_DIR)
  const isElsewhere = !config.DATABASE_URL.startsWith('sqlite:')
  if (isElsewhere && existsSync(file)) log.warn('SQLite database not used', { file })

  const platform = await nodePlatform(config, database, log)
  const transport = await mailTransport(config)
  const keys = keysJob(platform, config, readAgain)
  const jobs = startServerJobs(platform, transport, config, [keys])

  const metrics = prometheusMetrics()
  const root = onPlatform(platform, endpoints, {
    client: nodeClient(config.TRUSTED_PROXIES),
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    metrics,
    pages: pages({ asset: docsAsset, metrics, metricsToken: config.METRICS_TOKEN }),
  })
  const { server, port, connections } = await listen(livenessFirst(root), config)
  return {
    port,
    async stop() {
      platform.feed.close()
      await Promise.all([drain(server, connections), jobs.stop()])
      await database.close()
    },
  }
}

/** All endpoints, or those of the areas that the configuration names. */
function endpointsOf({ FUNCTIONS }: Config) {
  try {
    return sliceOf(app, FUNCTIONS)
  } catch (error) {
    throw error instanceof UnknownAreaError ? new ConfigError(error.message) : error
  }
}

/** A busy process must still say that it lives, so that question passes by everything else. */
function livenessFirst(root: Hono<AppEnv>): Fetch {
  const liveness = new Hono<AppEnv>().route('/api', health)
  const path = '/api/health'
  // The first slash behind `http://` or `https://` begins the path.
  const isLiveness = (url: string) =>
    url.endsWith(path) && url.indexOf('/', 8) === url.length - path.length
  return (request, env) =>
    isLiveness(request.url) && request.method === 'GET'
      ? liveness.fetch(request, env)
      : root.fetch(request, env)
}

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { PORT: port, HOST: hostname }: Config,
): Promise<{ server: Server; port: number; connections: ReadonlySet<Socket> }> {
  return new Promise((resolve, reject) => {
    const connections = new Set<Socket>()
    // Without options for HTTP/2 it is a server of node:http.
    const server = serve({ fetch, port, hostname }, (address: AddressInfo) =>
      resolve({ server, port: address.port, connections }),
    ) as Server
    // A proxy may send its next request just as the connection is closed here, and would have to
    // answer 502; so the proxy, which keeps it for a minute, is the first one to close it.
    server.keepAliveTimeout = KEEP_ALIVE_MS
    server.once('error', (cause: Error & { code?: string }) => {
      reject(new ConfigError(unheard(cause.code ?? '', hostname, port), { cause }))
    })
    server.on('connection', (connection: Socket) => {
      connections.add(connection)
      connection.once('close', () => connections.delete(connection))
    })
  })
}

/** No port helps where the address is not one of this machine. */
const foreignHost = /^(ENOTFOUND|EAI_|EADDRNOTAVAIL|EINVAL|EAFNOSUPPORT)/

function unheard(code: string, hostname: string, port: number): string {
  if (code === 'EADDRINUSE') return `port ${port} is in use; set PORT to another`
  if (foreignHost.test(code)) {
    return `HOST: ${hostname} is no address of this machine (${code}); 0.0.0.0 stands for all of them`
  }
  return `port ${port} on ${hostname} cannot be had (${code}); set PORT to another`
}

/**
 * Closes connections as soon as they are answered, or the time is over.
 * @param connections those that are open
 */
function drain(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => {
      // Node closes a connection that was kept for more requests only when its own time is over.
      server.closeIdleConnections()
      // One that was opened ahead and never used is not even idle in Node's eyes.
      for (const connection of connections) if (connection.bytesRead === 0) connection.destroy()
    }, SWEEP_MS)
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(timer)
      resolve()
    })
  })
}

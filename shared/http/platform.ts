import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { anonymous } from '../auth/actor.ts'
import type { Platform } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import { newId } from '../ids.ts'
import { serveDocument } from './document.ts'
import type { AppContext, AppEnv } from './env.ts'
import type { Metrics } from './metrics.ts'
import { renderProblem } from './problems.ts'
import { createLimits, type KeptLeases } from './rate-limits.ts'
import { httpsHeader, securityHeaders, withHeaders } from './replies.ts'

/** Who is at the other end, as far as it can be believed. */
export interface Client {
  ip: string | null
  https: boolean
}

export interface HttpOptions {
  /** Each runtime knows the caller's address from another place. */
  client: (c: AppContext) => Client
  /** Requests one signed-in actor may make in a minute. */
  requestsPerMinute: number
  metrics?: Metrics
  /** Pages outside `/api`: documentation, metrics. */
  pages?: Hono<AppEnv>
  /**
   * Ports of one request instead of the platform's, for runtimes on which a connection belongs to
   * the request that opened it. No request then waits for what another one began, because there it
   * may have been cut off.
   */
  ofRequest?: (c: AppContext) => Partial<Platform>
}

/** Asked every few seconds by machines; a log line of each would bury the others. */
const unlogged = new Set(['/api/health', '/api/health/ready', '/metrics'])
const requestIdPattern = /^[\w.-]{8,128}$/

/**
 * Mounts endpoints, all of them or a few, below `/api` and gives every request what it needs once:
 * id, context, headers, log line, metrics, and an answer to whatever is thrown.
 */
export function onPlatform(
  platform: Platform,
  app: OpenAPIHono<AppEnv>,
  options: HttpOptions,
): Hono<AppEnv> {
  const stateOf = requestStates(options)
  const baseHeaders = {
    http: securityHeaders,
    https: { ...securityHeaders, ...httpsHeader },
  }
  const publicHttps = platform.publicUrl.startsWith('https:')

  const root = new Hono<AppEnv>()
  root.onError(renderProblem)
  root.notFound((c) =>
    renderProblem(new NotFoundError('route', `${c.req.method} ${c.req.path}`), c),
  )

  root.use('*', async (c: AppContext, next) => {
    const start = performance.now()
    const given = c.req.header('x-request-id')
    const requestId = given !== undefined && requestIdPattern.test(given) ? given : newId('request')
    const { ip, https } = options.client(c)
    const userAgent = c.req.header('user-agent')?.slice(0, 200) ?? null
    const ports = options.ofRequest ? { ...platform, ...options.ofRequest(c) } : platform
    const ctx = { ...ports, actor: anonymous, requestId, ip, userAgent }
    c.set('ctx', ctx)
    const cookies: string[] = []
    const secureCookies = https || publicHttps
    const { limits, inFlight } = stateOf()
    const http = { limits, inFlight, route: 'none', secureCookies, cookies }
    c.set('http', http)
    const headers = { ...baseHeaders[https ? 'https' : 'http'], 'x-request-id': requestId }
    await withHeaders(c, { headers, cookies }, next)
    // The head is that of an answer to GET, whose body nobody reads: what it holds open ends here.
    if (c.req.method === 'HEAD') await c.res.body?.cancel()

    const { status } = c.res
    const ms = performance.now() - start
    options.metrics?.observe(c.req.method, http.route, status, ms / 1000)
    if (unlogged.has(c.req.path) && status < 400) return
    platform.log.info('request', {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status,
      ms: Math.round(ms * 100) / 100,
      actor: ctx.actor.userId,
      ip,
    })
  })

  serveDocument(root, app)
  root.route('/api', app)
  if (options.pages) root.route('/', options.pages)
  return root
}

/** Limits and idempotency keys at work: the same for all requests, or for each its own. */
function requestStates({ requestsPerMinute, ofRequest }: HttpOptions) {
  const kept: KeptLeases = new Map()
  const state = () => ({
    limits: createLimits(requestsPerMinute, kept),
    inFlight: new Set<string>(),
  })
  if (ofRequest) return state
  const shared = state()
  return () => shared
}

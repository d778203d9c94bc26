import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Actor, authorize, authorizeSignedIn } from '../auth/actor.ts'
import { authenticate, authenticateAnew, recentActor } from '../auth/authenticate.ts'
import { AppError } from '../errors.ts'
import type { Access } from './endpoint.ts'
import type { AppContext, AppEnv } from './env.ts'
import { ACCESS_COOKIE, REFRESH_COOKIE } from './cookies.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Finds out who calls and refuses those without access, before the input is read at all.
 * @param options `anew` asks the database, whatever this process remembers
 */
export function requireAccess(
  access: Access,
  route: string,
  { anew = false } = {},
): MiddlewareHandler<AppEnv> {
  if (access === 'public') {
    return (c, next) => {
      c.get('http').route = route
      return next()
    }
  }
  return async (c, next) => {
    const ctx = c.get('ctx')
    const http = c.get('http')
    http.route = route
    const credential = credentialOf(c)
    const known = anew ? undefined : recentActor(ctx, credential)
    ctx.actor = known ?? (await authenticateAnew(ctx, credential))
    if (access === 'signed-in') authorizeSignedIn(ctx.actor)
    else authorize(ctx.actor, access)
    return http.limits.requests(c, next)
  }
}

/** Asks anew who sent the request, for answers that last longer than a sign-in may. */
export function recheckCaller(c: AppContext): () => Promise<Actor> {
  const ctx = c.get('ctx')
  const credential = credentialOf(c)
  return () => authenticate(ctx, credential)
}

/** The bearer token, or else the cookie of a browser whose page is ours. */
export function credentialOf(c: AppContext): string | undefined {
  const header = c.req.header('authorization')
  if (header !== undefined) {
    const [scheme, token, ...more] = header.split(' ')
    if (scheme?.toLowerCase() === 'bearer' && token && more.length === 0) return token
    throw new AppError('UNAUTHENTICATED', 'the Authorization header must be: Bearer <token>')
  }
  if (c.req.header('cookie') === undefined) return undefined
  const token = getCookie(c, ACCESS_COOKIE)
  if (token !== undefined) refuseForeignOrigin(c)
  return token
}

/** The refresh token of the body, or else the cookie of a browser whose page is ours. */
export function refreshTokenOf(c: AppContext, given: string | undefined) {
  if (given !== undefined) return { token: given, mode: 'token' } as const
  const token = getCookie(c, REFRESH_COOKIE)
  if (token !== undefined) refuseForeignOrigin(c)
  return { token, mode: 'cookie' } as const
}

/** Cookies travel by themselves, so a change asked for with one must come from our own pages. */
export function refuseForeignOrigin(c: AppContext): void {
  if (safeMethods.has(c.req.method)) return
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  if (origin !== undefined ? isOwnOrigin(c, origin) : site === 'same-origin' || site === 'none')
    return
  throw new AppError(
    'FORBIDDEN',
    'a request with cookies must come from this site: Origin does not match',
  )
}

/**
 * A proxy may pass on another `Host` than the browser has sent, and then tells that one beside it. Whoever
 * tells it can be believed here: no foreign page can add a header to a request that carries our cookies.
 */
function isOwnOrigin(c: AppContext, origin: string): boolean {
  try {
    const { publicUrl } = c.get('ctx')
    if (origin === new URL(publicUrl).origin) return true
    const { host } = new URL(origin)
    const own = c.req.header('host') ?? new URL(c.req.url).host
    return host === own || host === c.req.header('x-forwarded-host')
  } catch {
    return false
  }
}

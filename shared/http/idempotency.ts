import type { MiddlewareHandler } from 'hono'
import { fingerprint } from '../auth/keys.ts'
import { AppError, ConflictError } from '../errors.ts'
import type { AppEnv } from './env.ts'

const keyPattern = /^[\x21-\x7e]{1,255}$/

/**
 * Gives the request's `Idempotency-Key` to the context, where `mutate` keeps the promise of it.
 * The same key twice at the same moment is refused, because the first has no answer yet.
 */
export const idempotency: MiddlewareHandler<AppEnv> = async (c, next) => {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return next()
  if (!keyPattern.test(key)) {
    throw new AppError('INVALID', 'Idempotency-Key must be 1 to 255 visible ASCII characters')
  }
  const ctx = c.get('ctx')
  const { inFlight } = c.get('http')
  const scope = `${ctx.actor.tokenId ?? ctx.actor.userId ?? ''} ${key}`
  if (inFlight.has(scope)) {
    throw new ConflictError(
      `a request with Idempotency-Key ${key} is in progress: wait for its answer`,
      // Tells it from a clash that waiting does not cure.
      { retryAfterSeconds: 1 },
    )
  }
  inFlight.add(scope)
  try {
    const body = await c.req.text()
    const requestHash = await fingerprint(ctx.keys, `${c.req.method} ${c.req.path}\n${body}`)
    ctx.idempotency = { key, requestHash, used: false }
    await next()
  } finally {
    inFlight.delete(scope)
  }
}

import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { Limits } from './rate-limits.ts'

/** What an endpoint finds in its context besides Hono's own. */
export interface AppEnv {
  Variables: {
    ctx: Ctx
    http: RequestState
  }
}

/** What only the HTTP layer knows of a request; one object, because every variable costs time. */
export interface RequestState {
  limits: Limits
  /** The path pattern of the endpoint that answered, for the log and the metrics. */
  route: string
  /** True when cookies may only travel over TLS. */
  secureCookies: boolean
  /** Set-Cookie headers of the answer. */
  cookies: string[]
  /** Idempotency keys this process is working on. */
  inFlight: Set<string>
}

export type AppContext = Context<AppEnv>

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import { addressOf, isHttps } from './forwarded.ts'
import { type LastingFunction, lastingFunction } from './lasting.ts'
import { nodeMeans } from './means.node.ts'

/** The part of Netlify's context that is used. */
export interface NetlifyContext {
  ip?: string
}

export interface NetlifyFunction extends Pick<LastingFunction, 'close'> {
  handler: (request: Request, context: NetlifyContext) => Promise<Response>
  /** What its schedule calls. */
  scheduled: () => Promise<Response>
}

/** Netlify ends a scheduled function after 30 seconds. */
const WORK_MS = 25_000

/** Endpoints as Netlify functions. */
export function toNetlify(
  app: OpenAPIHono<AppEnv>,
  env: Readonly<Record<string, unknown>> = process.env,
): NetlifyFunction {
  const { fetch, work, close } = lastingFunction(app, {
    env,
    means: nodeMeans,
    client: (c) => {
      const { ip } = c.env as NetlifyContext
      return { ip: addressOf(ip ?? ''), https: isHttps(c) }
    },
    workMs: WORK_MS,
  })
  return {
    handler: (request, context) => fetch(request, context),
    scheduled: async () => Response.json(await work()),
    close,
  }
}

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import type { WorkReport } from '#shared/jobs/background-work.ts'
import { forwardedClient } from './forwarded.ts'
import { lastingFunction } from './lasting.ts'
import { nodeMeans } from './means.node.ts'

/** The part of an Azure `HttpRequest` that is used; it is nearly a `Request`, but none. */
export interface AzureRequest {
  method: string
  url: string
  headers: Iterable<[string, string]>
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Azure keeps cookies apart from headers, of which each name comes once. */
export interface AzureAnswer {
  status: number
  headers: Record<string, string>
  cookies: AzureCookie[]
  body: Uint8Array<ArrayBuffer>
}

export interface AzureCookie {
  name: string
  value: string
  path?: string
  maxAge?: number
  httpOnly?: boolean
  secure?: boolean
  sameSite?: 'Strict' | 'Lax' | 'None'
}

export interface AzureFunction {
  handler: (request: AzureRequest) => Promise<AzureAnswer>
  /** What the timer calls. */
  scheduled: () => Promise<WorkReport>
  close: () => Promise<void>
}

const WORK_MS = 50_000
const bodyless = new Set(['GET', 'HEAD'])

/** Endpoints as an Azure function with an HTTP trigger. */
export function toAzure(
  app: OpenAPIHono<AppEnv>,
  env: Readonly<Record<string, unknown>> = process.env,
): AzureFunction {
  const options = { env, means: nodeMeans, client: forwardedClient, workMs: WORK_MS }
  const { fetch, work, close } = lastingFunction(app, options)
  return {
    async handler(request) {
      const { method, url } = request
      const body = bodyless.has(method) ? null : await request.arrayBuffer()
      const headers = new Headers([...request.headers])
      const res = await fetch(new Request(url, { method, headers, body }))
      const cookies = res.headers.getSetCookie().map(cookieOf)
      res.headers.delete('set-cookie')
      return {
        status: res.status,
        headers: Object.fromEntries(res.headers),
        cookies,
        body: new Uint8Array(await res.arrayBuffer()),
      }
    },
    scheduled: work,
    close,
  }
}

/** A `Set-Cookie` of ours in Azure's parts. */
function cookieOf(text: string): AzureCookie {
  const [pair = '', ...attributes] = text.split(/;\s*/)
  const at = pair.indexOf('=')
  const cookie: AzureCookie = {
    name: pair.slice(0, at),
    // Azure encodes it again.
    value: decodeURIComponent(pair.slice(at + 1)),
  }
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split('=')
    const key = name.toLowerCase()
    if (key === 'path') cookie.path = value
    else if (key === 'max-age') cookie.maxAge = Number(value)
    else if (key === 'httponly') cookie.httpOnly = true
    else if (key === 'secure') cookie.secure = true
    else if (key === 'samesite') cookie.sameSite = value as 'Strict'
  }
  return cookie
}

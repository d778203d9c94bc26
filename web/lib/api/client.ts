import type { ClientResponse, hc } from 'hono/client'
import type { SuccessStatusCode } from 'hono/utils/http-status'
import type { AppType } from '#functions/app.ts'
import { problemOf } from './problem.ts'
import { type Call, pathProxy } from './path-proxy.ts'
import { sessionFetch } from './session-fetch.ts'

/** Every endpoint of the API by its path, with the types that its contract gives. */
export const api = pathProxy('/api', send) as ReturnType<typeof hc<AppType>>

function send({ method, url, json, init, headers }: Call): Promise<Response> {
  return sessionFetch(url, {
    ...init,
    method,
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
}

type AnyAnswer = ClientResponse<unknown>

/** The body of an answer that is a success. */
export type Body<Answer> =
  Answer extends ClientResponse<infer Content, infer Status>
    ? Status extends SuccessStatusCode
      ? Content
      : never
    : never

/**
 * The body of a request's answer: `await take(api.products.$get({ query }))`.
 *
 * @throws ApiProblem when the answer is no success, or when none comes
 */
export async function take<Answer extends AnyAnswer>(
  request: Promise<Answer>,
): Promise<Body<Answer>> {
  const response: AnyAnswer = await request
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as Body<Answer>
  return (await response.json()) as Body<Answer>
}

/** What an endpoint gives: `Taken<typeof api.products.$get>`. */
export type Taken<Endpoint extends (...args: never[]) => Promise<AnyAnswer>> = Body<
  Awaited<ReturnType<Endpoint>>
>

/** What an endpoint takes as its body: `Sent<typeof api.products.$post>`. */
export type Sent<Endpoint extends (...args: never[]) => Promise<AnyAnswer>> =
  Parameters<Endpoint>[0] extends { json: infer Json } ? Json : never

/** Headers of a write that must count once, however often it is sent. */
export function once(key: string = crypto.randomUUID()): {
  headers: { 'idempotency-key': string }
} {
  return { headers: { 'idempotency-key': key } }
}

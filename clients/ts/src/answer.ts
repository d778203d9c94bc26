import { problemOf, unreachable } from './problem.ts'
import type { Problem } from './api-types.ts'

/** Whatever JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** An answer, as `fetch` gives it, of which status and JSON are known. */
export interface Answer<
  Status extends number,
  Body,
  Ok extends boolean = Status extends 200 | 201 | 204 ? true : false,
> extends Omit<Response, 'status' | 'ok' | 'json' | 'clone'> {
  readonly status: Status
  readonly ok: Ok
  json(): Promise<Body>
  clone(): Answer<Status, Body, Ok>
}

/** An answer that is none of success. */
export type Refusal<Status extends number> = Answer<Status, Problem>

/** What is no JSON, such as a PDF: the answer itself, to be read by `text()`, `blob()` or `body`. */
export type Download = Response

/** What can be sent that is no JSON, such as a file. */
export type Upload = NonNullable<RequestInit['body']>

/** For endpoints that take nothing. */
export type NoInput = Record<string, never>

/** What a single call may bring along. */
export interface CallOptions {
  headers?: Record<string, string>
  /** Anything else that `fetch` takes: `{ init: { signal } }`. */
  init?: Omit<RequestInit, 'method' | 'headers' | 'body'>
}

export type AnyAnswer = Answer<number, unknown, boolean>
export type AnyEndpoint = (...args: never[]) => Promise<AnyAnswer>

/** The body of an answer that is a success. */
export type Body<A> = A extends { readonly ok: true; json(): Promise<infer Content> }
  ? Content
  : never

/** What an endpoint gives: `Taken<typeof shop.products.$get>`. */
export type Taken<Endpoint extends AnyEndpoint> = Body<Awaited<ReturnType<Endpoint>>>

/** What an endpoint takes as its body: `Sent<typeof shop.products.$post>`. */
export type Sent<Endpoint extends AnyEndpoint> = Parameters<Endpoint>[0] extends {
  json: infer Body
}
  ? Body
  : never

/**
 * The body of a request's answer: `await take(shop.products.$get({ query }))`. That is its JSON,
 * nothing for an answer without one, and the answer itself for a file.
 *
 * @throws ApiProblem when the answer is no success, or when none comes
 */
export async function take<A extends AnyAnswer>(request: Promise<A>): Promise<Body<A>> {
  const response: AnyAnswer = await request
  if (!response.ok) throw await problemOf(response)
  return (await contentOf(response)) as Body<A>
}

function contentOf(response: AnyAnswer): unknown {
  if (response.status === 204) return undefined
  if (!isJson(response)) return response
  return response.json().catch((cause: unknown) => {
    // It was cut off in its middle.
    throw unreachable(cause)
  })
}

export function isJson({ headers }: Pick<Response, 'headers'>): boolean {
  return /^application\/(problem\+)?json/.test(headers.get('content-type') ?? '')
}

/** Options of a write that must count once, however often it is sent. */
export function once(key: string = newKey()): { headers: { 'idempotency-key': string } } {
  return { headers: { 'idempotency-key': key } }
}

/** A key that nobody else has. Unlike `randomUUID` it can be had on pages over plain HTTP, too. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

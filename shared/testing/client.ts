import { type ClientOptions, createClient } from '#client/client.ts'
import type { Api } from '#client/api-types.ts'
import type { TestApp } from './test-app.ts'

/**
 * The client of the API on a test's app: it goes through `t.send`, so that each answer is held
 * against its contract, and is signed in as that is.
 */
export function clientOf(t: TestApp, options: Omit<ClientOptions, 'url' | 'fetch'> = {}): Api {
  return createClient({ ...options, fetch: (url, init) => answerOf(t, url, init) })
}

/** The app as `fetch`, for a client whose url is empty. */
export async function answerOf(t: TestApp, url: string, init: RequestInit): Promise<Response> {
  const { method = 'GET', body, headers, signal } = init
  const answer = t.send(
    method,
    url.slice('/api'.length),
    body ?? undefined,
    Object.fromEntries(new Headers(headers)),
  )
  if (!signal) return answer
  // As of a real connection, nobody waits for the answer any more.
  const ended = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
  return Promise.race([answer, ended])
}

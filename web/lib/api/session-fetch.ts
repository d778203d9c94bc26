import { withRenewal } from '#client/renewal.ts'
import { unreachable } from './problem.ts'

const LOCK = 'stockroom-refresh'
const STAMP = 'stockroom-refreshed-at'
/** A refresh this fresh, by any tab, is good for this one too. */
const FRESH_MS = 10_000

/**
 * As `fetch`, for the API: when the sign-in has run out it is renewed once, and the request sent
 * again. A refresh token is good for one use, so of all tabs one renews while the others wait.
 *
 * @throws ApiProblem with the code `unreachable` when no answer comes
 */
export function sessionFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input)
  return withRenewal(url, () => send(input, init), renew)
}

async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable(error)
  }
}

/** Whether there is a sign-in again. */
async function renew(): Promise<boolean> {
  const asked = Date.now()
  const work = async () => {
    const last = Number(localStorage.getItem(STAMP) ?? 0)
    if (last > asked - FRESH_MS) return true
    const response = await send('/api/auth/refresh', { method: 'POST' })
    if (response.ok) localStorage.setItem(STAMP, String(Date.now()))
    return response.ok
  }
  // Plain HTTP from another machine has no locks; there one tab alone is the usual case.
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work()
}

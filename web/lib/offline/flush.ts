import type { ApiProblem } from '../api/problem.ts'

/** A write that waits for the connection. */
export interface OutboxEntry {
  /** Entries are sent in this order. */
  sequence: number
  /** The idempotency key: however often it is sent, it counts once. */
  id: string
  /** Below `/api`: `/inventory/bulk-sale`. */
  path: string
  body: unknown
  /** What it is, in words for the person who wrote it. */
  label: string
  /** Whose it is: nobody else's sign-in sends it. */
  user: string
  at: string
  /** How often it was tried; after the first time it may have arrived without an answer. */
  tries: number
  /** Why it was refused; such an entry waits for a person. */
  problem?: OutboxProblem
}

export interface OutboxProblem {
  /** As in `ApiProblem`; `doubtful` for an entry too old to be sent again without a look. */
  code: string
  detail: string
}

/** Where entries are kept; in tests a list in memory. */
export interface OutboxStore {
  /** All that wait, of everybody, in the order of their sequence. */
  list: () => Promise<readonly OutboxEntry[]>
  /** Writes an entry anew, unless it was discarded meanwhile. */
  replace: (entry: OutboxEntry) => Promise<void>
  remove: (sequence: number) => Promise<void>
}

/** Sends an entry; the refusal, or null when it was taken. */
export type Send = (entry: OutboxEntry) => Promise<ApiProblem | null>

/** The server remembers a key for a day; one hour is left for clocks that differ. */
const KEY_LIVES_MS = 23 * 3_600_000

/**
 * Sends what waits, in its order, until the connection or the server gives up. What the server
 * refuses for good is marked, and the rest goes on.
 *
 * @returns how many were taken
 */
export async function flushOutbox(
  store: OutboxStore,
  user: string,
  send: Send,
  now: () => number = Date.now,
): Promise<number> {
  let taken = 0
  const waiting = (await store.list()).filter((entry) => entry.user === user && !entry.problem)
  for (const entry of waiting) {
    if (entry.tries > 0 && now() - Date.parse(entry.at) > KEY_LIVES_MS) {
      await store.replace({ ...entry, problem: { code: 'doubtful', detail: '' } })
      continue
    }
    const problem = await send(entry)
    if (!problem) {
      await store.remove(entry.sequence)
      taken++
      continue
    }
    const tried = { ...entry, tries: entry.tries + 1 }
    if (isPassing(problem, entry.id)) {
      await store.replace(tried)
      break
    }
    const { code, message } = problem
    await store.replace({ ...tried, problem: { code, detail: message } })
  }
  return taken
}

/** Whether the same request may be taken later: it waits, and what comes after it too. */
export function isPassing({ status, code, message }: ApiProblem, id: string): boolean {
  if (status === 0 || status === 401 || status === 408 || status === 429) return true
  // The first sending of this key is still being worked on.
  if (status === 409 && code === 'conflict' && message.includes(id)) return true
  return status >= 500
}

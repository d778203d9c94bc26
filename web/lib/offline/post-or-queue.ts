import { newKey } from '#client/answer.ts'
import { ApiProblem, isCutOff, unreachable } from '../api/problem.ts'
import { flush, keepForLater, outboxEntries, personHere, sendOnce } from './outbox.ts'
import { isPassing } from './flush.ts'

interface Post {
  /** Below `/api`: `/inventory/bulk-sale`. */
  path: string
  body: unknown
  /** What it is, in words: it stands in the list of what waits. */
  label: string
  /** The idempotency key, where the caller keeps one over several attempts. */
  id?: string
}

export type Posted<Answer> = { state: 'sent'; answer: Answer } | { state: 'queued' }

/**
 * Sends a write, or keeps it on this device until there is a connection: it is then sent in its
 * order, and counts once however often it is sent.
 *
 * @throws ApiProblem when the server refuses it
 */
export async function postOrQueue<Answer>(post: Post): Promise<Posted<Answer>> {
  const user = personHere()
  if (user === undefined) throw unreachable()
  const id = post.id ?? newKey()
  const { path, body, label } = post
  const later = async (tries: number): Promise<Posted<Answer>> => {
    await keepForLater({ id, path, body, label, user, at: new Date().toISOString(), tries })
    return { state: 'queued' }
  }
  if (!navigator.onLine) return later(0)
  if (await isSomethingWaiting(user)) {
    await flush()
    if (await isSomethingWaiting(user)) return later(0)
  }
  try {
    return { state: 'sent', answer: (await sendOnce(path, body, id)) as Answer }
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    // A fault of the server is told at once; without a server, or a sign-in, it waits.
    const isFault = error.status === 500 && !isCutOff(error)
    if (isFault || !isPassing(error, id)) throw error
    return later(1)
  }
}

async function isSomethingWaiting(user: string): Promise<boolean> {
  const entries = await outboxEntries()
  return entries.some((entry) => entry.user === user && !entry.problem)
}

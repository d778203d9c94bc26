import type { Me } from '../api/use-session.ts'
import { ApiProblem, problemOf, unreachable } from '../api/problem.ts'
import { sessionFetch } from '../api/session-fetch.ts'
import { offlineDatabase } from './database.ts'
import { flushOutbox, type OutboxEntry, type OutboxStore } from './flush.ts'
import { remembered } from './remembered.ts'

const CHANNEL = 'stockroom-outbox'
const LOCK = 'stockroom-outbox'
/** A connection that answers no faster is none. */
const PATIENCE_MS = 12_000

const listeners = new Set<() => void>()

/** Tells when the entries change, in this tab or in another. */
export function onOutboxChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = listener
  listeners.add(listener)
  return () => {
    channel.close()
    listeners.delete(listener)
  }
}

function changed(): void {
  for (const listener of listeners) listener()
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('changed')
  channel.close()
}

const store: OutboxStore = {
  list: async () => (await offlineDatabase()).getAll('outbox'),
  async replace(entry) {
    const transaction = (await offlineDatabase()).transaction('outbox', 'readwrite')
    const stands = await transaction.store.getKey(entry.sequence)
    if (stands !== undefined) await transaction.store.put(entry)
    await transaction.done
    changed()
  },
  async remove(sequence) {
    await (await offlineDatabase()).delete('outbox', sequence)
    changed()
  },
}

/** All that wait on this device, whoever wrote them. */
export function outboxEntries(): Promise<readonly OutboxEntry[]> {
  return store.list()
}

/** Keeps a write for later. */
export async function keepForLater(entry: Omit<OutboxEntry, 'sequence'>): Promise<void> {
  const transaction = (await offlineDatabase()).transaction('outbox', 'readwrite')
  const last = await transaction.store.openKeyCursor(null, 'prev')
  await transaction.store.add({ ...entry, sequence: (last?.key ?? 0) + 1 })
  await transaction.done
  changed()
}

/** Lets an entry that was refused be sent once more. */
export async function letWaitAgain({ problem: _, ...entry }: OutboxEntry): Promise<void> {
  // Whoever says so has looked whether it had arrived.
  await store.replace({ ...entry, tries: 0 })
}

export async function discardEntry({ sequence }: OutboxEntry): Promise<void> {
  await store.remove(sequence)
}

/** The person at this device, as the API last said. */
export function personHere(): string | undefined {
  return (remembered('me') as Me | undefined)?.user.id
}

let running: Promise<number> | undefined

/**
 * Sends what the person at this device wrote; one tab at a time does it.
 *
 * @returns how many entries the server took
 */
export function flush(): Promise<number> {
  running ??= flushOnce().finally(() => (running = undefined))
  return running
}

async function flushOnce(): Promise<number> {
  const user = personHere()
  if (user === undefined || !navigator.onLine) return 0
  const work = () => flushOutbox(store, user, sendEntry)
  // Plain HTTP from another machine has no locks; the keys hold there that nothing counts twice.
  if (!('locks' in navigator)) return work()
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : 0))
}

async function sendEntry(entry: OutboxEntry): Promise<ApiProblem | null> {
  try {
    await sendOnce(entry.path, entry.body, entry.id)
    return null
  } catch (error) {
    if (error instanceof ApiProblem) return error
    throw error
  }
}

/**
 * Sends a write with its key.
 *
 * @throws ApiProblem when it is refused, or no answer comes
 */
export async function sendOnce(path: string, body: unknown, key: string): Promise<unknown> {
  const response = await sessionFetch(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!response.ok) throw await problemOf(response)
  return response.json().catch(() => {
    // Cut off in the middle of its answer: sent again it gives the same one.
    throw unreachable()
  })
}

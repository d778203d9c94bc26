import type { Actor } from './actor.ts'

/** How long a process may go without asking the database whether a credential still holds. */
export const RECHECK_MS = 5_000
const ENTRIES_KEPT = 5_000

interface Entry {
  actor: Actor
  checkedAt: number
  expiresAt: number
}

/**
 * Remembers for a few seconds who a credential belongs to, so that most requests need neither a
 * signature check nor a query. A sign-out or change of rights empties it in this process at once;
 * other processes notice within RECHECK_MS.
 */
export class ActorCache {
  readonly #entries = new Map<string, Entry>()

  /** @param now ms since 1970 */
  find(credential: string, now: number): Actor | undefined {
    const entry = this.#entries.get(credential)
    if (!entry) return undefined
    if (now < entry.expiresAt && now - entry.checkedAt < RECHECK_MS) return entry.actor
    this.#entries.delete(credential)
    return undefined
  }

  /** @param expiresAt when the credential itself ends, ms since 1970 */
  keep(credential: string, actor: Actor, now: number, expiresAt: number): void {
    if (this.#entries.size >= ENTRIES_KEPT) this.#entries.clear()
    this.#entries.set(credential, { actor, checkedAt: now, expiresAt })
  }

  /** Forgets everybody: some credential or right has just changed. */
  clear(): void {
    this.#entries.clear()
  }
}

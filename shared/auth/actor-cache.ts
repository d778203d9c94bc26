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
  #cleared = 0

  /** Taken before a credential is looked up, for `keep`. */
  get epoch(): number {
    return this.#cleared
  }

  /** @param now ms since 1970 */
  find(credential: string, now: number): Actor | undefined {
    const entry = this.#entries.get(credential)
    if (!entry) return undefined
    // A clock that was set back must not make it last until the clock has caught up.
    const isRecent = Math.abs(now - entry.checkedAt) < RECHECK_MS
    if (now < entry.expiresAt && isRecent) return entry.actor
    this.#entries.delete(credential)
    return undefined
  }

  /**
   * Keeps what a look-up found, unless the cache was cleared since it began: what it found may be
   * what was just changed.
   *
   * @param found `expiresAt` is when the credential itself ends; both times in ms since 1970
   */
  keep(
    credential: string,
    found: { actor: Actor; expiresAt: number },
    asOf: { now: number; epoch: number },
  ): void {
    if (asOf.epoch !== this.#cleared) return
    const { actor, expiresAt } = found
    const { now } = asOf
    if (this.#entries.size >= ENTRIES_KEPT) this.#entries.clear()
    this.#entries.set(credential, { actor, checkedAt: now, expiresAt })
  }

  /** Forgets everybody: some credential or right has just changed. */
  clear(): void {
    this.#cleared += 1
    this.#entries.clear()
  }
}

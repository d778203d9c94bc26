import type { Db } from '../db/types.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { findEventsAfter, newestPosition, type NumberedEvent } from '../repositories/events.ts'

/** How many events are read at once. */
export const EVENTS_PER_READ = 100
/** How many streams one actor may have open in one process. */
export const STREAMS_PER_ACTOR = 10
/** How soon events of other processes are noticed. */
const POLL_MS = 1_000
const RETRY_AFTER_SECONDS = 30
/** How long a browser waits before it connects again. */
const RECONNECT_MS = 2_000

/**
 * Where the streams of a process wait for events. Whoever gives events their places wakes them;
 * while somebody waits, the process also looks for itself, once for all, because other processes
 * give places too.
 */
export class EventFeed {
  /** What streams tell browsers: how long to wait before they connect again. */
  readonly reconnectMs: number = RECONNECT_MS
  readonly #db: Db
  readonly #log: Log
  readonly #waiting = new Set<() => void>()
  readonly #streams = new Map<string, number>()
  readonly #reads = new Map<number, Promise<NumberedEvent[]>>()
  #newest = 0
  #closed = false
  #poll: ReturnType<typeof setTimeout> | undefined

  constructor(db: Db, log: Log) {
    this.#db = db
    this.#log = log
  }

  /** The last place that this process knows of. */
  get newest(): number {
    return this.#newest
  }

  /** True when the process ends, and every stream with it. */
  get closed(): boolean {
    return this.#closed
  }

  /** Says that places up to this one were given. */
  announce(position: number): void {
    if (position <= this.#newest) return
    this.#newest = position
    // Who comes from here on must not be given what was read before these places were there.
    this.#reads.clear()
    this.#wake()
  }

  /**
   * Counts a stream of an actor until the given function is called.
   * @throws AppError RATE_LIMITED when the actor has too many of them
   */
  enter(actor: string): () => void {
    const open = this.#streams.get(actor) ?? 0
    if (open >= STREAMS_PER_ACTOR) {
      throw new AppError('RATE_LIMITED', `${open} streams of yours are open: close one first`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      })
    }
    this.#streams.set(actor, open + 1)
    this.#poll ??= setTimeout(() => void this.#look(), POLL_MS)
    return () => this.#leave(actor)
  }

  /** The events behind a place; streams at the same place read them once for all. */
  read(position: number): Promise<NumberedEvent[]> {
    const running = this.#reads.get(position)
    if (running) return running
    const read = findEventsAfter(this.#db, position, EVENTS_PER_READ)
      .then((rows) => {
        this.announce(rows.at(-1)?.position ?? 0)
        return rows
      })
      .finally(() => {
        if (this.#reads.get(position) === read) this.#reads.delete(position)
      })
    this.#reads.set(position, read)
    return read
  }

  /** Waits until a place behind `position` was given, the time is over, or the stream is to end. */
  wait(position: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#newest > position || this.#closed || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  /** Ends every stream; further ones end at once. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#poll)
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }

  #leave(actor: string): void {
    const open = (this.#streams.get(actor) ?? 1) - 1
    if (open > 0) this.#streams.set(actor, open)
    else this.#streams.delete(actor)
    if (this.#streams.size > 0) return
    clearTimeout(this.#poll)
    this.#poll = undefined
  }

  async #look(): Promise<void> {
    const poll = this.#poll
    try {
      this.announce(await newestPosition(this.#db))
    } catch (error) {
      this.#log.error('looking for events failed', error)
    }
    // Another one is set when everybody left meanwhile and somebody came.
    if (this.#closed || this.#poll !== poll) return
    this.#poll = setTimeout(() => void this.#look(), POLL_MS)
  }
}

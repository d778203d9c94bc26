import { close, fdatasync, open } from 'node:fs'
import { promisify } from 'node:util'

const openFile = promisify(open)
const closeFile = promisify(close)

/**
 * Brings SQLite's write-ahead log to the disk beside the thread that writes it. With
 * `synchronous = FULL` SQLite does so within each commit, and the whole process stands still for the
 * milliseconds that a disk takes. With `NORMAL` it does not, and a commit is there for everybody to
 * see but may be lost with the power, until the log was brought to the disk; whoever acknowledges a
 * commit waits for `written`. What it means that the log alone makes commits last:
 * https://sqlite.org/wal.html and https://sqlite.org/pragma.html#pragma_synchronous.
 */
export class DurableLog {
  readonly #path: string
  readonly #sync: (fd: number) => Promise<void>
  #file: Promise<number> | undefined
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  /**
   * @param path of the database; the log lies beside it
   * @param sync brings a file to the disk
   */
  constructor(path: string, sync: (fd: number) => Promise<void> = promisify(fdatasync)) {
    this.#path = `${path}-wal`
    this.#sync = sync
  }

  /**
   * Resolves when all that is committed now is on the disk; rejects when the disk refuses. Those who
   * ask while the disk is busy share the next turn.
   */
  written(): Promise<void> {
    this.#next ??= this.#turn(this.#running)
    return this.#next
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#running, this.#next])
    if (this.#file) await closeFile(await this.#file)
  }

  async #turn(before: Promise<void> | undefined): Promise<void> {
    // A disk that refused once may say yes the next time and have lost what it held, so the refusal
    // stands until the database is opened again, which reads what is really there.
    await before
    // Whoever commits from here on needs another turn.
    this.#running = this.#next
    this.#next = undefined
    this.#file ??= openFile(this.#path, 'r+')
    await this.#sync(await this.#file)
  }
}

import { Worker } from 'node:worker_threads'

/** After so many changed rows: five a sale, each of which writes a page or two into the log. While the
 * thread writes to the disk, commits wait longer for it, so this is not too often. */
const EVERY_ROWS = 12_000
/** A log of so many pages, of 4 kB, is to begin anew. */
const LONG_LOG = 8_000

/**
 * SQLite's checkpoints, made by a thread of their own. One that the writer makes itself, as SQLite
 * would by default, waits for the disk for some 70 ms, and all requests with it. The writer only
 * adds, when the log is long, the few pages that came meanwhile: the log can begin anew only when
 * all of it is in the database. When the thread cannot keep up, or fails, the writer's own
 * checkpoint at the size that `wal_autocheckpoint` says is what remains.
 */
export class Checkpoints {
  readonly #path: string
  readonly #finish: () => void
  #worker: Worker | undefined
  #busy = false
  #done = 0
  #long = false

  /** @param finish makes a checkpoint on the writer's connection */
  constructor(path: string, finish: () => void) {
    this.#path = path
    this.#finish = finish
  }

  /**
   * Told after each commit, before another transaction begins.
   *
   * @param rows changed since the database was opened
   */
  committed(rows: number): void {
    if (this.#long && rows - this.#done < EVERY_ROWS) {
      this.#long = false
      this.#tryToFinish()
    }
    if (this.#busy || rows - this.#done < EVERY_ROWS) return
    this.#done = rows
    this.#busy = true
    this.#worker ??= this.#begin()
    this.#worker.postMessage('checkpoint')
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #tryToFinish(): void {
    try {
      this.#finish()
    } catch {
      // The disk is full, for example. What was committed stays in the log, so this is no reason to
      // fail the commit; the thread's next checkpoint asks again.
    }
  }

  #begin(): Worker {
    // The bundle holds the thread's program beside it.
    const source = import.meta.url.endsWith('.ts')
    const program = source ? './checkpoint-worker.node.ts' : './checkpoint-worker.mjs'
    const worker = new Worker(new URL(program, import.meta.url), {
      workerData: { path: this.#path },
    })
    // It begins only when it is needed, and keeps no process from ending.
    worker.unref()
    worker.on('message', (pages: number) => {
      this.#busy = false
      this.#long = pages > LONG_LOG
    })
    // It stays busy then, and is asked no more.
    worker.on('error', () => {})
    return worker
  }
}

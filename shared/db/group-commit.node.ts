import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { isBusy } from '../errors.ts'

/** So many transactions share one commit at most, and for so long, before it is made. */
const MOST_MEMBERS = 64
const LONGEST_MS = 20
/** How often it is tried to begin while another process writes. */
const BUSY_PAUSE_MS = 5

/** A transaction that did its work and waits for the commit that makes it last. */
interface Member {
  resolve: () => void
  reject: (error: unknown) => void
}

/** What the driver needs of better-sqlite3. */
export interface SyncDatabase {
  /** Whether a transaction is open now. */
  isOpen(): boolean
  run(statement: string): void
  /** Told after each commit. */
  committed(): void
  /** Resolves when all that is committed now lasts; rejects when the disk refuses. */
  written(): Promise<void>
}

/**
 * Group commit for SQLite: transactions that follow each other closely become savepoints of one, so
 * that they share the one thing that is slow, waiting until the disk has it; the next ones do their
 * work meanwhile. None is acknowledged before the disk has its commit. One that fails rolls back its own savepoint only; when the commit itself
 * fails, all fail. Long transactions go alone, because everybody in a group waits for the slowest.
 * Source of the idea: DeWitt et al., Implementation Techniques for Main Memory Database Systems, 1984.
 */
export class GroupCommitDialect extends SqliteDialect {
  readonly #group: CommitGroup
  readonly #config: SqliteDialectConfig
  readonly #alone: boolean

  /** @param alone whether its transactions share no commit */
  constructor(config: SqliteDialectConfig, group: CommitGroup, { alone = false } = {}) {
    super(config)
    this.#config = config
    this.#group = group
    this.#alone = alone
  }

  override createDriver(): Driver {
    return new GroupCommitDriver(new SqliteDriver(this.#config), this.#group, this.#alone)
  }

  override createAdapter() {
    return new TurnsAdapter()
  }
}

/** Kysely need not let its users wait for each other: the group does. */
class TurnsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true
  }
}

/** Who may use the one connection now, and what waits for the next commit. */
export class CommitGroup {
  readonly #database: SyncDatabase
  readonly #busyTimeoutMs: number
  readonly #waiting: (() => void)[] = []
  #taken = false
  #members: Member[] = []
  #openedAt = 0
  #flushing = false

  /** @param busyTimeoutMs how long another process is waited for that writes */
  constructor(database: SyncDatabase, busyTimeoutMs = 0) {
    this.#database = database
    this.#busyTimeoutMs = busyTimeoutMs
  }

  /** Waits for the turn of the caller, who must `pass` it on. */
  take(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  pass(): void {
    const full = this.#members.length >= MOST_MEMBERS
    if (full || performance.now() - this.#openedAt > LONGEST_MS) this.flush()
    else this.#flushSoon()
    const next = this.#waiting.shift()
    if (next) next()
    else this.#taken = false
  }

  async begin(): Promise<void> {
    if (!this.#database.isOpen()) {
      await this.#open()
      this.#openedAt = performance.now()
    }
    this.#database.run('savepoint member')
  }

  /** SQLite itself would wait for another process with the whole of this one standing still. */
  async #open(): Promise<void> {
    const giveUpAt = performance.now() + this.#busyTimeoutMs
    for (;;) {
      try {
        // Immediate, because a transaction that upgrades its lock fails when another process writes.
        this.#database.run('begin immediate')
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() >= giveUpAt) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS))
    }
  }

  /** Resolves when what was done since `begin` is on disk. */
  join(): Promise<void> {
    this.#database.run('release member')
    return new Promise((resolve, reject) => this.#members.push({ resolve, reject }))
  }

  leave(): void {
    if (this.#database.isOpen()) {
      this.#database.run('rollback to member')
      this.#database.run('release member')
    } else this.#refuse(new Error('SQLite rolled the transaction back'))
  }

  /** Commits what there is; the caller has the turn. */
  flush(): void {
    if (!this.#database.isOpen()) return
    try {
      this.#database.run('commit')
    } catch (error) {
      if (this.#database.isOpen()) this.#database.run('rollback')
      this.#refuse(error)
      return
    }
    this.#database.committed()
    void this.#acknowledge(this.#leaveGroup())
  }

  /** Resolves when all that is committed now lasts. */
  written(): Promise<void> {
    return this.#database.written()
  }

  async #acknowledge(members: readonly Member[]): Promise<void> {
    try {
      await this.#database.written()
    } catch (error) {
      for (const { reject } of members) reject(error)
      return
    }
    for (const { resolve } of members) resolve()
  }

  /** Requests that the process has received already are read before, and join. */
  #flushSoon(): void {
    if (this.#flushing || !this.#database.isOpen()) return
    this.#flushing = true
    setImmediate(() => {
      this.#flushing = false
      // Whoever has the turn is in a savepoint now; the group ends when they pass it on.
      if (!this.#taken) this.flush()
    })
  }

  #refuse(error: unknown): void {
    for (const { reject } of this.#leaveGroup()) reject(error)
  }

  #leaveGroup(): Member[] {
    const members = this.#members
    this.#members = []
    return members
  }
}

class GroupCommitDriver implements Driver {
  readonly #inner: SqliteDriver
  readonly #group: CommitGroup
  readonly #alone: boolean
  #connection: DatabaseConnection | undefined

  constructor(inner: SqliteDriver, group: CommitGroup, alone: boolean) {
    this.#inner = inner
    this.#group = group
    this.#alone = alone
  }

  async init(): Promise<void> {
    await this.#inner.init()
    this.#connection = await this.#inner.acquireConnection()
  }

  async acquireConnection(): Promise<Turn> {
    await this.#group.take()
    if (!this.#connection) throw new Error('the driver is not initialised')
    return new Turn(this.#connection, this.#group)
  }

  async beginTransaction(turn: Turn): Promise<void> {
    if (this.#alone) this.#group.flush()
    await this.#group.begin()
    turn.inTransaction = true
  }

  async commitTransaction(turn: Turn): Promise<void> {
    turn.inTransaction = false
    const done = this.#group.join()
    if (this.#alone) this.#group.flush()
    turn.end()
    await done
  }

  rollbackTransaction(turn: Turn): Promise<void> {
    return promised(() => {
      turn.inTransaction = false
      // Whose commit has failed is asked to roll back, too, but what is open by now is somebody else's.
      if (!turn.isOver) this.#group.leave()
    })
  }

  releaseConnection(turn: Turn): Promise<void> {
    return promised(() => turn.end())
  }

  async destroy(): Promise<void> {
    await this.#inner.destroy()
  }
}

/** The connection in the hands of one user. */
class Turn implements DatabaseConnection {
  inTransaction = false
  #isOver = false
  readonly #connection: DatabaseConnection
  readonly #group: CommitGroup

  constructor(connection: DatabaseConnection, group: CommitGroup) {
    this.#connection = connection
    this.#group = group
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.inTransaction) return this.#connection.executeQuery<R>(query)
    // A statement by itself lasts when it is done, so it must not fall into an open group.
    this.#group.flush()
    const result = await this.#connection.executeQuery<R>(query)
    await this.#group.written()
    return result
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('read in pages: a stream would hold the only writer')
  }

  get isOver(): boolean {
    return this.#isOver
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#group.pass()
  }
}

/** What the driver does is done at once; Kysely wants promises, of failures too. */
function promised(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work()
    resolve()
  })
}

import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import type { ReservedSql, UnsafeQueryOptions } from 'postgres'
import type { Client, PostgresPool } from './postgres-pool.ts'
import { isSilent } from './silent.ts'

/** So many statements may be on their way unanswered: each holds its parameters in memory. */
const MOST_UNANSWERED = 32

/**
 * Transactions that wait only for what they read: `begin` and silent statements are sent and their
 * answers are looked at later, as PostgreSQL's protocol allows (PostgreSQL documentation, 34.5
 * Pipeline Mode). The server takes statements in the order in which they come, and refuses all that
 * follow a failed one, so whatever failed is told by the next statement that is waited for, at the
 * latest by the commit.
 */
export class PipelinedDialect extends PostgresJSDialect {
  readonly #pool: PostgresPool

  constructor(pool: PostgresPool) {
    super({ postgres: pool.client })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new PipelinedDriver(this.#pool)
  }
}

class PipelinedDriver implements Driver {
  readonly #pool: PostgresPool

  constructor(pool: PostgresPool) {
    this.#pool = pool
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<PipelinedConnection> {
    return new PipelinedConnection(await this.#pool.ask((client) => client.reserve()))
  }

  async beginTransaction(
    connection: PipelinedConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    if (settings.isolationLevel ?? settings.accessMode) {
      throw new Error('transactions have the isolation level of the server')
    }
    await connection.begin()
  }

  async commitTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.rollback()
  }

  async releaseConnection(connection: PipelinedConnection): Promise<void> {
    await connection.release()
  }

  /** The client belongs to whoever opened it. */
  destroy(): Promise<void> {
    return Promise.resolve()
  }
}

/** A statement that tells which connection it goes through. */
interface Watched extends UnsafeQueryOptions {
  onexecute?: (connection: Watchable) => boolean
}

interface Watchable {
  onclose: (error: Error) => void
}

type Rows = Awaited<ReturnType<Client['unsafe']>>

class PipelinedConnection implements DatabaseConnection {
  readonly #sql: ReservedSql<{ bigint: number }>
  /** Each resolves when its statement is answered, well or badly. */
  readonly #unanswered: Promise<void>[] = []
  /** Of the first statement that failed unseen: what follows fails because of it. */
  #failure: { error: unknown } | undefined
  #inTransaction = false
  /** How to tell those who wait for an answer that none will come. */
  readonly #waiting = new Set<(error: Error) => void>()
  #gone: Error | undefined

  constructor(sql: ReservedSql<{ bigint: number }>) {
    this.#sql = sql
  }

  async begin(): Promise<void> {
    this.#inTransaction = true
    await this.#sendUnseen(CompiledQuery.raw('begin'), { onexecute: this.#watch })
  }

  async commit(): Promise<void> {
    await this.#answer(CompiledQuery.raw('commit'))
    this.#inTransaction = false
  }

  async rollback(): Promise<void> {
    this.#inTransaction = false
    // The server has rolled back what was begun on a connection that is gone.
    if (!this.#gone) await this.#send(CompiledQuery.raw('rollback'))
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Outside of a transaction nothing follows that would tell of a failure.
    if (this.#inTransaction && isSilent(query)) {
      await this.#sendUnseen(query)
      return { rows: [] }
    }
    const rows = await this.#answer(query)
    // postgres.js counts nothing for a statement that has no rows, such as `set`.
    const count = rows.count as number | null
    // It knows no row type either; Kysely's query builder does.
    return { rows: rows as unknown as R[], numAffectedRows: BigInt(count ?? 0) }
  }

  async release(): Promise<void> {
    await Promise.all(this.#unanswered)
    // A closed one is back with the others already, to be opened anew.
    if (!this.#gone) this.#sql.release()
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('read in pages: a stream would hold a connection')
  }

  /** Rejects also when the connection goes: statements that postgres.js keeps back would wait for ever. */
  #send({ sql, parameters }: CompiledQuery, options: Watched = {}): Promise<Rows> {
    if (this.#gone) return Promise.reject(this.#gone)
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject)
      const query = this.#sql.unsafe(sql, parameters as never[], { prepare: true, ...options })
      void query.then(resolve, reject).finally(() => this.#waiting.delete(reject))
    })
  }

  /**
   * postgres.js does not say that a reserved connection has gone, and breaks the process when it is
   * used; its own transactions learn of it by the same two callbacks.
   */
  readonly #watch = (connection: Watchable): boolean => {
    connection.onclose = (error: Error) => {
      this.#gone = error
      for (const reject of this.#waiting) reject(error)
    }
    return true
  }

  async #answer(query: CompiledQuery) {
    try {
      const rows = await this.#send(query)
      // A commit after a failed statement is answered like a rollback, which is no error.
      if (this.#failure) throw this.#failure.error
      return rows
    } catch (error) {
      throw this.#failure?.error ?? error
    }
  }

  async #sendUnseen(query: CompiledQuery, options?: Watched): Promise<void> {
    if (this.#unanswered.length >= MOST_UNANSWERED) await this.#unanswered.shift()
    this.#unanswered.push(this.#seeLater(query, options))
  }

  async #seeLater(query: CompiledQuery, options?: Watched): Promise<void> {
    try {
      await this.#send(query, options)
    } catch (error) {
      this.#failure ??= { error }
    }
  }
}

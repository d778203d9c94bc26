import { type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import type { PostgresPool } from './postgres-pool.ts'

/**
 * Reads through the pool: the dialect of kysely-postgres-js reserves a connection for every query,
 * which halves the reads per second, because postgres.js can then no longer send several queries
 * down one connection without waiting. Transactions need a connection of their own and go through
 * the other dialect.
 */
export class PooledReadsDialect extends PostgresJSDialect {
  readonly #pool: PostgresPool

  constructor(pool: PostgresPool) {
    super({ postgres: pool.client })
    this.#pool = pool
  }

  override createDriver(): Driver {
    const connection = new PoolConnection(this.#pool)
    const refuse = () => Promise.reject(new Error('a transaction needs the writer of the database'))
    return {
      init: () => Promise.resolve(),
      acquireConnection: () => Promise.resolve(connection),
      releaseConnection: () => Promise.resolve(),
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      // The client belongs to whoever opened it.
      destroy: () => Promise.resolve(),
    }
  }
}

class PoolConnection implements DatabaseConnection {
  readonly #pool: PostgresPool

  constructor(pool: PostgresPool) {
    this.#pool = pool
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const rows = await this.#pool.ask((client) =>
      client.unsafe(sql, parameters as never[], { prepare: true }),
    )
    // postgres.js knows no row type; Kysely's query builder does.
    return { rows: rows as unknown as R[] }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('read in pages: a stream would hold a connection')
  }
}

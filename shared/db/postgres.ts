import { Kysely, PostgresAdapter, sql } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'
import { AliasingCamelCasePlugin } from './camel-case.ts'
import {
  MIGRATION_WAIT_MS,
  type MigrationOptions,
  migrateUp,
  pendingMigrations,
  withMigrationLock,
} from './migrate.ts'
import { PipelinedDialect } from './pipelined-writes.ts'
import { PooledReadsDialect } from './pooled-reads.ts'
import { PostgresPool } from './postgres-pool.ts'
import { type OnQuery, type OpenDatabase, queryLog } from './open-database.ts'
import type { Database } from './types.ts'

export interface PostgresOptions {
  /** Connections at most; default 10. */
  max?: number
  onQuery?: OnQuery
  /** Closes a connection that nobody used for so long; it is kept unless said. */
  idleSeconds?: number
}

/**
 * Whoever closes has nothing on its way any more, but postgres.js waits for the answer to what was on
 * its way when a connection broke.
 */
const CLOSE_SECONDS = 1

/** bigint as number: every stored integer is a safe one, larger ones are refused on the way in. */
const bigintAsNumber = {
  to: 20,
  from: [20],
  serialize: (value: number) => String(value),
  parse: (value: string) => Number(value),
}

function client(url: string, max: number, idleSeconds?: number) {
  return postgres(url, {
    max,
    ...(idleSeconds !== undefined && { idle_timeout: idleSeconds }),
    types: { bigint: bigintAsNumber },
    onnotice: () => {},
    connection: { application_name: 'stockroom' },
  })
}

/** Opens a PostgreSQL database that is migrated already. */
export function openPostgres(
  url: string,
  { max = 10, idleSeconds, onQuery }: PostgresOptions = {},
): OpenDatabase {
  const pool = new PostgresPool(() => client(url, max, idleSeconds))
  const plugins = [new AliasingCamelCasePlugin()]
  const writer = new Kysely<Database>({
    dialect: new PipelinedDialect(pool),
    plugins,
    ...queryLog(onQuery),
  })
  const dialect = new PooledReadsDialect(pool)
  const db = new Kysely<Database>({ dialect, plugins, ...queryLog(onQuery) })
  const close = () => pool.close(CLOSE_SECONDS)
  return { kind: 'postgres', db, writer, longWriter: writer, close }
}

/** The advisory lock of whoever migrates; any number will do that nobody else uses. */
export const MIGRATION_LOCK = 7_041_776_500

/** Brings a PostgreSQL database to the newest migration; waits at most 30 s for another server. */
export async function migratePostgres(
  url: string,
  { waitMs = MIGRATION_WAIT_MS }: MigrationOptions = {},
): Promise<{ ran: string[] }> {
  const dialect = new MigrationDialect({ postgres: client(url, 1) })
  const db = new Kysely<unknown>({ dialect })
  try {
    if ((await pendingMigrations(db)).length === 0) return { ran: [] }
    const ran = await withMigrationLock(waitMs, () =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('lock_timeout', ${String(waitMs)}, true)`.execute(tx)
        await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
        return migrateUp(tx)
      }),
    )
    return { ran }
  } finally {
    await db.destroy()
  }
}

/**
 * Kysely's own lock waits for an hour and belongs to a session, which a pooler hands to others; the
 * lock above ends with the transaction.
 */
class MigrationDialect extends PostgresJSDialect {
  override createAdapter() {
    return new UnlockedAdapter()
  }
}

class UnlockedAdapter extends PostgresAdapter {
  override acquireMigrationLock() {
    return Promise.resolve()
  }

  override releaseMigrationLock() {
    return Promise.resolve()
  }
}

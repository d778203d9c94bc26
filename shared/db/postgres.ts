import { CamelCasePlugin, Kysely } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'
import { MIGRATION_WAIT_MS, migrateUp, pendingMigrations, withMigrationLock } from './migrate.ts'
import type { OpenDatabase } from './open-database.ts'
import type { Database } from './types.ts'

export interface PostgresOptions {
  /** Connections at most; default 10. */
  max?: number
}

/** bigint as number: every stored integer is a safe one, larger ones are refused on the way in. */
const bigintAsNumber = {
  to: 20,
  from: [20],
  serialize: (value: number) => String(value),
  parse: (value: string) => Number(value),
}

function client(url: string, max: number, settings: Record<string, string | number> = {}) {
  return postgres(url, {
    max,
    types: { bigint: bigintAsNumber },
    onnotice: () => {},
    connection: { application_name: 'stockroom', ...settings },
  })
}

/** Opens a PostgreSQL database that is migrated already. */
export function openPostgres(url: string, { max = 10 }: PostgresOptions = {}): OpenDatabase {
  const db = new Kysely<Database>({
    dialect: new PostgresJSDialect({ postgres: client(url, max) }),
    plugins: [new CamelCasePlugin()],
  })
  return { kind: 'postgres', db, writer: db, close: () => db.destroy() }
}

/** Brings a PostgreSQL database to the newest migration; waits at most 30 s for another server. */
export async function migratePostgres(url: string): Promise<{ ran: string[] }> {
  const db = new Kysely<unknown>({
    dialect: new PostgresJSDialect({
      postgres: client(url, 1, { lock_timeout: MIGRATION_WAIT_MS }),
    }),
  })
  try {
    if ((await pendingMigrations(db)).length === 0) return { ran: [] }
    return { ran: await withMigrationLock(() => migrateUp(db)) }
  } finally {
    await db.destroy()
  }
}

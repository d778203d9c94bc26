import { migrations } from '#shared/db/migrations/index.ts'
import { MigrationError } from '#shared/db/migration-error.ts'
import { CommandError } from '../command.ts'
import type { CopyKind } from './files.ts'

/** What is in a copy, as far as it tells whether all is there. */
export interface Contents {
  /** Rows by table. */
  rows: Record<string, number>
  /** The newest migration that it has seen. */
  migration: string
}

/** Runs one statement and gives its rows. */
export type Ask = (sql: string) => Promise<readonly Answer[]>
type Answer = Readonly<Record<string, string | number | null>>

const tablesOf = {
  sqlite: `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  postgres: `select tablename as name from pg_tables where schemaname = 'public'`,
}

/** Counts every table of a database, whatever version it is of. */
export async function contentsOf(kind: CopyKind, ask: Ask): Promise<Contents> {
  const rows: Record<string, number> = {}
  for (const name of (await ask(tablesOf[kind])).map((row) => String(row['name'])).toSorted()) {
    const [counted] = await ask(`select count(*) as n from "${name}"`)
    rows[name] = Number(counted?.['n'])
  }
  if (!('kysely_migration' in rows)) throw new CommandError('it holds no Stockroom')
  const [newest] = await ask('select max(name) as name from kysely_migration')
  return { rows, migration: String(newest?.['name'] ?? '') }
}

/** @throws MigrationError when this version of Stockroom is older than the copy */
export function requireKnown({ migration }: Contents): void {
  if (migration in migrations) return
  throw new MigrationError(
    `the backup is of a newer version of Stockroom (it knows ${migration}): restore it with that one`,
  )
}

/** The tables of which two have not as many rows, in words. */
export function differences(expected: Contents, found: Contents): string[] {
  const names = new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)])
  return [...names]
    .filter((name) => expected.rows[name] !== found.rows[name])
    .map(
      (name) => `${name}: ${found.rows[name] ?? 'none'} of ${expected.rows[name] ?? 'none'} rows`,
    )
}

/** Rows of all tables but those of the migrations. */
export function totalRows({ rows }: Contents): number {
  const own = Object.entries(rows).filter(([name]) => !name.startsWith('kysely_'))
  return own.reduce((sum, [, count]) => sum + count, 0)
}

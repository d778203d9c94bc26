import { finished } from 'node:stream/promises'
import postgres from 'postgres'
import { MIGRATION_LOCK } from '#shared/db/postgres.ts'
import { asConfigError } from '../../api/database.ts'
import { CommandError } from '../command.ts'
import { type Contents, contentsOf, differences } from './contents.ts'
import { type ArchiveReader, readArchive } from './postgres-archive.ts'
import { connectionOf, runTool } from './postgres-tools.ts'
import { inUse } from './sqlite.ts'

const LOCK_WAIT = '10s'

/** @throws ConfigError when the server cannot be reached or refuses */
async function connected<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'stockroom' },
  })
  try {
    return await work(sql)
  } catch (error) {
    throw asConfigError(url, error)
  } finally {
    await sql.end()
  }
}

/**
 * Dumps a database as it is at one moment, whoever writes meanwhile.
 * @returns what was in it at that moment
 */
export async function copyPostgresTo(url: string, target: string): Promise<Contents> {
  return connected(url, (sql) =>
    sql.begin('isolation level repeatable read read only', async (tx) => {
      const [row] = await tx<{ id: string }[]>`select pg_export_snapshot() as id`
      const { address, env } = connectionOf(url)
      const options = ['--format=custom', '--no-owner', '--no-privileges', '--schema=public']
      const where = [`--snapshot=${row?.id}`, `--file=${target}`, `--dbname=${address}`]
      await runTool('pg_dump', [...options, ...where], { env })
      return contentsWithin(tx)
    }),
  )
}

/**
 * Unpacks all of an archive, and counts the rows in it.
 * @throws CommandError when it is damaged
 */
export async function inspectPostgres(file: string): Promise<Contents> {
  const rows: Record<string, number> = {}
  let migration = ''
  await readArchive(file, {
    statements: () => Promise.resolve(),
    table: (name) => {
      rows[name] = 0
      return Promise.resolve({
        lines(text, count) {
          rows[name] = (rows[name] ?? 0) + count
          if (name === 'kysely_migration') {
            const names = text
              .toString()
              .split('\n')
              .map((line) => line.split('\t')[0] ?? '')
            migration = [migration, ...names].toSorted().at(-1) ?? ''
          }
          return Promise.resolve()
        },
        end: () => Promise.resolve(),
      })
    },
  })
  if (!('kysely_migration' in rows)) throw new CommandError(`${file} holds no Stockroom`)
  return { rows, migration }
}

/**
 * Puts an archive into a database in the place of all that is in it, in one transaction.
 * @throws CommandError when a server is connected to it, or not all of it arrived
 */
export async function restorePostgres(
  file: string,
  url: string,
  expected: Contents,
): Promise<void> {
  await connected(url, (sql) =>
    sql.begin(async (tx) => {
      await tx.unsafe(`set local lock_timeout = '${LOCK_WAIT}'`)
      await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      await dropTables(tx)
      await readArchive(file, writerOf(tx))
      await tx.unsafe('set local search_path = public')
      const missing = differences(expected, await contentsWithin(tx))
      if (missing.length > 0) throw new CommandError(`not all arrived: ${missing.join('; ')}`)
    }),
  )
}

/** @throws CommandError when another process of Stockroom is connected to the database */
export async function requireAloneWithPostgres(url: string): Promise<void> {
  await connected(url, async (sql) => {
    const [row] = await sql<{ others: number }[]>`
      select cast(count(*) as integer) as others from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and application_name = 'stockroom'`
    if (row && row.others > 0) {
      throw new CommandError(inUse(`${row.others} connections of a server are open`))
    }
  })
}

/** Removes everything that Stockroom keeps in a database. */
export async function emptyPostgres(url: string): Promise<void> {
  await connected(url, (sql) => sql.begin((tx) => dropTables(tx)))
}

async function dropTables(tx: postgres.TransactionSql): Promise<void> {
  const tables = await tx<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tableowner = current_user`
  if (tables.length === 0) return
  await tx.unsafe(`drop table ${tables.map(({ name }) => `public.${name}`).join(', ')} cascade`)
}

function writerOf(tx: postgres.TransactionSql): ArchiveReader {
  return {
    async statements(text) {
      await tx.unsafe(withoutSchema(text)).simple()
    },
    async table(_name, copy) {
      const stream = await tx.unsafe(copy).writable()
      return {
        async lines(text) {
          if (!stream.write(text)) await new Promise((resolve) => stream.once('drain', resolve))
        },
        async end() {
          stream.end()
          await finished(stream)
        },
      }
    },
  }
}

/** The schema is there already, and may belong to another role. */
function withoutSchema(text: string): string {
  return text.replaceAll(/^(CREATE SCHEMA public|COMMENT ON SCHEMA public .*);$/gm, '')
}

function contentsWithin(tx: postgres.TransactionSql): Promise<Contents> {
  return contentsOf('postgres', (sql) => tx.unsafe(sql))
}

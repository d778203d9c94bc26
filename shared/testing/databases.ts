import postgres from 'postgres'
import { inject } from 'vitest'
import type { DatabaseKind, OpenDatabase } from '#shared/db/open-database.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import { migratedSqliteBytes, openSqliteCopy } from '#shared/db/sqlite.node.ts'

/** For `describe.each`: every rule holds on both. */
export const databases: readonly DatabaseKind[] = ['sqlite', 'postgres']

let migratedBytes: Promise<Uint8Array> | undefined

/** A migrated, otherwise empty database that nobody else uses. */
export async function freshDatabase(kind: DatabaseKind): Promise<OpenDatabase> {
  if (kind === 'sqlite') {
    migratedBytes ??= migratedSqliteBytes()
    return openSqliteCopy(await migratedBytes)
  }
  const { url, drop } = await freshPostgresUrl('stockroom_template')
  const database = openPostgres(url, { max: 5 })
  return {
    ...database,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}

/** The address of a PostgreSQL database of one's own: a copy of the template, or an empty one. */
export async function freshPostgresUrl(
  template: 'stockroom_template' | 'template0',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject('postgresUrl')
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`
  // Twice as quick as the default, which writes the whole template to the log first.
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) }
}

let admin: postgres.Sql | undefined

/** One connection a worker, for as long as it runs: connecting takes as long as the statement. */
async function onServer(url: string, statement: string): Promise<void> {
  admin ??= postgres(url, { max: 1, onnotice: () => {} })
  await admin.unsafe(statement)
}

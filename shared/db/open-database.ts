import type { KyselyConfig, LogEvent } from 'kysely'
import type { Db } from './types.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** A copy of a whole database as one file. */
export interface DatabaseCopy {
  /** In bytes. */
  size: number
  body: ReadableStream<Uint8Array>
}

/** A database ready for use. Only `mutate` touches `writer`; everything else reads from `db`. */
export interface OpenDatabase {
  kind: DatabaseKind
  db: Db
  writer: Db
  /** For transactions that take long: where others share a commit, it shares none. */
  longWriter: Db
  /** A copy as of one moment, while others write; undefined where the database has means of its own. */
  backup?: () => Promise<DatabaseCopy>
  close(): Promise<void>
}

/** Is told each statement, without its values, and how long it took in ms. */
export type OnQuery = (sql: string, ms: number) => void

/** The part of Kysely's configuration that tells; nothing when nobody listens. */
export function queryLog(onQuery: OnQuery | undefined): Pick<KyselyConfig, 'log'> {
  if (!onQuery) return {}
  return {
    log: ({ query, queryDurationMillis }: LogEvent) => onQuery(query.sql, queryDurationMillis),
  }
}

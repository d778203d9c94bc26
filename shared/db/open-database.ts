import type { Db } from './types.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** A database ready for use. Only `mutate` touches `writer`; everything else reads from `db`. */
export interface OpenDatabase {
  kind: DatabaseKind
  db: Db
  writer: Db
  /** For transactions that take long: where others share a commit, it shares none. */
  longWriter: Db
  close(): Promise<void>
}

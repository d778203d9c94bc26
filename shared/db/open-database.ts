import type { Db } from './types.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** A database ready for use. Only `mutate` touches `writer`; everything else reads from `db`. */
export interface OpenDatabase {
  kind: DatabaseKind
  db: Db
  writer: Db
  close(): Promise<void>
}

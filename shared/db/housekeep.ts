import type { Db, Tx } from './types.ts'

/**
 * A transaction for the process's own bookkeeping that no person asked for: counters, seals, times
 * of last use, mail states. It writes no audit entry; whatever a caller asked for goes through `mutate`.
 */
export function housekeep<T>(platform: { writer: Db }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return platform.writer.transaction().execute(work)
}

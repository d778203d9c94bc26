import type { CompiledQuery } from 'kysely'

/** A statement that does all or fails, and whose result nobody reads. */
interface SilentQuery extends CompiledQuery {
  readonly silent: true
}

/**
 * Says that nobody reads the result of a statement: in a transaction on PostgreSQL nobody waits for
 * its answer before the next statement (`PipelinedDialect`). SQLite takes it like any other.
 */
export function silent<Query extends CompiledQuery>(query: Query): Query & SilentQuery {
  return { ...query, silent: true }
}

export function isSilent(query: CompiledQuery): boolean {
  return 'silent' in query
}

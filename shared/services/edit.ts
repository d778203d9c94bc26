import { LostUpdateError, StaleVersionError } from '../errors.ts'

/** @throws StaleVersionError when the caller named a version and the record has another by now */
export function requireVersion(what: string, expected: number | undefined, current: number): void {
  if (expected !== undefined && expected !== current)
    throw new StaleVersionError(what, expected, current)
}

/** The fields of a patch that really change the record; those that are undefined are left alone. */
export function differing<Row extends object>(before: Row, patch: Partial<Row>): Partial<Row> {
  const changed: Partial<Row> = {}
  for (const name of Object.keys(patch) as (keyof Row)[]) {
    if (patch[name] !== undefined && patch[name] !== before[name]) changed[name] = patch[name]
  }
  return changed
}

/** The row of a compare-and-set, which gives none when somebody else was faster. */
export function requireUpdated<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new LostUpdateError('the record was changed meanwhile')
  return row
}

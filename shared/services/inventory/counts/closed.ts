import { AppError, NotFoundError } from '../../../errors.ts'
import type { CountRow } from '../../../repositories/stock-counts.ts'

/** Why an open count was not found: there is none of that id, or it was posted or cancelled. */
export function notOpen(id: string, row: CountRow | undefined): AppError {
  if (!row) return new NotFoundError('count', id)
  return new AppError('ILLEGAL_STATE', `the count is ${row.state} already`, { state: row.state })
}

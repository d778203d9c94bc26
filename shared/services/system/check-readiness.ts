import type { Ctx } from '../../context.ts'
import { pendingMigrations } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { AppError } from '../../errors.ts'

/**
 * Public: asks the database and compares its migrations with those of the code.
 * @returns the name of the newest migration
 * @throws AppError UNAVAILABLE when the database does not answer or is not migrated
 */
export async function checkReadiness(ctx: Ctx): Promise<{ migration: string }> {
  let pending: string[]
  try {
    pending = await pendingMigrations(ctx.db.withoutPlugins())
  } catch (error) {
    ctx.log.error('the database is not ready', error, { requestId: ctx.requestId })
    throw new AppError('UNAVAILABLE', 'the database does not answer or does not fit this version')
  }
  if (pending.length > 0)
    throw new AppError('UNAVAILABLE', `migrations are pending: ${pending.join(', ')}`)
  return { migration: Object.keys(migrations).at(-1) ?? '' }
}

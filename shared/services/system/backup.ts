import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { DatabaseCopy } from '../../db/open-database.ts'
import { AppError } from '../../errors.ts'

/**
 * A copy of the whole database as it is now. Who took it is in the audit log, and in the copy.
 * @throws AppError ILLEGAL_STATE where the database has means of its own
 */
export async function downloadBackup(ctx: Ctx): Promise<DatabaseCopy & { fileName: string }> {
  authorize(ctx.actor, 'backup:read')
  if (!ctx.backup) {
    throw new AppError(
      'ILLEGAL_STATE',
      'the database is PostgreSQL, which has its own means: make a backup with pg_dump',
    )
  }
  const fileName = `stockroom-${ctx.now().toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`
  await mutate(ctx, (_tx, audit) => {
    audit.recorded('BACKUP', 'database', fileName)
    return Promise.resolve()
  })
  return { ...(await ctx.backup()), fileName }
}

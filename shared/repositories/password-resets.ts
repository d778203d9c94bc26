import type { Insertable } from 'kysely'
import type { Db, PasswordResetTable, Tx } from '../db/types.ts'

export async function insertPasswordReset(
  tx: Tx,
  row: Insertable<PasswordResetTable>,
): Promise<void> {
  await tx.insertInto('passwordReset').values(row).execute()
}

/** Whose link it is, while it was neither used nor has run out. */
export async function findOpenPasswordReset(
  db: Db,
  tokenHash: string,
  now: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('passwordReset')
    .select('userId')
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return row?.userId
}

/** Uses up a link; false when it was used before or has run out. */
export async function usePasswordReset(tx: Tx, tokenHash: string, now: string): Promise<boolean> {
  const row = await tx
    .updateTable('passwordReset')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('userId')
    .executeTakeFirst()
  return row !== undefined
}

/** Makes every open link of a person useless. */
export async function deletePasswordResetsOf(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom('passwordReset')
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .execute()
}

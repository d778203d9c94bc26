import type { Db, Tx } from '../db/types.ts'

/** Replaces all codes of a person, used ones included. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await tx.deleteFrom('recoveryCode').where('userId', '=', userId).execute()
  if (codeHashes.length === 0) return
  await tx
    .insertInto('recoveryCode')
    .values(codeHashes.map((codeHash) => ({ codeHash, userId })))
    .execute()
}

export async function isOpenRecoveryCode(
  db: Db,
  userId: string,
  codeHash: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('recoveryCode')
    .select('codeHash')
    .where('codeHash', '=', codeHash)
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses up a code; false when it was used before or is none of this person. */
export async function useRecoveryCode(
  tx: Tx,
  userId: string,
  codeHash: string,
  at: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('recoveryCode')
    .set({ usedAt: at })
    .where('codeHash', '=', codeHash)
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .returning('codeHash')
    .executeTakeFirst()
  return row !== undefined
}

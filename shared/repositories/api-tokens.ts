import type { Insertable } from 'kysely'
import type { ApiTokenTable, Db, Tx } from '../db/types.ts'

/** The hash stays inside: nobody who lists tokens needs it. */
const columns = [
  'id',
  'userId',
  'name',
  'scopes',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'revokedAt',
] as const

export type ApiTokenRow = Pick<ApiTokenTable, (typeof columns)[number]>

export async function insertApiToken(tx: Tx, row: Insertable<ApiTokenTable>): Promise<ApiTokenRow> {
  return tx.insertInto('apiToken').values(row).returning(columns).executeTakeFirstOrThrow()
}

export async function findApiToken(db: Db, id: string): Promise<ApiTokenRow | undefined> {
  return db.selectFrom('apiToken').select(columns).where('id', '=', id).executeTakeFirst()
}

/** The tokens of a person that were not revoked, newest first. */
export async function findApiTokensOf(
  db: Db,
  { userId, cursor, limit }: { userId: string; cursor?: string; limit: number },
): Promise<ApiTokenRow[]> {
  let query = db
    .selectFrom('apiToken')
    .select(columns)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
  if (cursor) query = query.where('id', '<', cursor)
  return query.execute()
}

/** The token behind a hash with what authentication must know of its person. */
export async function findTokenHolder(db: Db, tokenHash: string) {
  return db
    .selectFrom('apiToken')
    .innerJoin('appUser', 'appUser.id', 'apiToken.userId')
    .select([
      'appUser.id',
      'appUser.name',
      'appUser.role',
      'appUser.active',
      'apiToken.id as tokenId',
      'apiToken.name as tokenName',
      'apiToken.scopes',
      'apiToken.expiresAt',
      'apiToken.revokedAt',
      'apiToken.lastUsedAt',
    ])
    .where('apiToken.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

export async function touchApiToken(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('apiToken').set({ lastUsedAt: at }).where('id', '=', id).execute()
}

export async function revokeApiToken(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('apiToken').set({ revokedAt: at }).where('id', '=', id).execute()
}

import type { Insertable } from 'kysely'
import type { ApiTokenTable, Db, Tx } from '../db/types.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

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

const order = {
  name: 'tokens',
  column: 'id',
  direction: 'desc',
} as const satisfies Order<keyof ApiTokenRow>

/** The tokens of a person that were not revoked, expired ones included, newest first. */
export async function findApiTokensOf(
  db: Db,
  userId: string,
  request: PageRequest,
): Promise<Page<ApiTokenRow>> {
  const query = db
    .selectFrom('apiToken')
    .select(columns)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}

/** The token with what authentication must know of its person and of the rules for their role. */
export async function findTokenHolder(db: Db, tokenHash: string) {
  return db
    .selectFrom('apiToken')
    .innerJoin('appUser', 'appUser.id', 'apiToken.userId')
    .innerJoin('settings', (join) => join.on('settings.id', '=', 1))
    .select([
      'appUser.id',
      'appUser.name',
      'appUser.role',
      'appUser.active',
      'appUser.mfaEnabled',
      'apiToken.id as tokenId',
      'apiToken.name as tokenName',
      'apiToken.scopes',
      'apiToken.expiresAt',
      'apiToken.revokedAt',
      'apiToken.lastUsedAt',
      'settings.mfaRequiredRoles',
    ])
    .where('apiToken.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

export async function touchApiToken(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('apiToken').set({ lastUsedAt: at }).where('id', '=', id).execute()
}

/** Ends a token of a person; undefined when it had ended already, or is somebody else's. */
export async function revokeApiToken(
  tx: Tx,
  { id, userId }: { id: string; userId: string },
  at: string,
): Promise<ApiTokenRow | undefined> {
  return tx
    .updateTable('apiToken')
    .set({ revokedAt: at })
    .where('id', '=', id)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .returning(columns)
    .executeTakeFirst()
}

/** Ends all tokens of a person; gives how many it ended. */
export async function revokeApiTokensOf(tx: Tx, userId: string, at: string): Promise<number> {
  const rows = await tx
    .updateTable('apiToken')
    .set({ revokedAt: at })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .returning('id')
    .execute()
  return rows.length
}

import type { Insertable } from 'kysely'
import type { Db, RefreshTokenTable, SessionTable, Tx } from '../db/types.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'userId',
  'createdAt',
  'lastUsedAt',
  'expiresAt',
  'revokedAt',
  'ip',
  'userAgent',
] as const

export type SessionRow = Pick<SessionTable, (typeof columns)[number]>

export async function insertSession(tx: Tx, row: Insertable<SessionTable>): Promise<void> {
  await tx.insertInto('session').values(row).execute()
}

/** The session with what authentication must know of its person and of the rules for their role. */
export async function findSessionHolder(db: Db, sessionId: string) {
  return db
    .selectFrom('session')
    .innerJoin('appUser', 'appUser.id', 'session.userId')
    .innerJoin('settings', (join) => join.on('settings.id', '=', 1))
    .select([
      'appUser.id',
      'appUser.name',
      'appUser.role',
      'appUser.active',
      'appUser.mfaEnabled',
      'session.revokedAt',
      'session.expiresAt',
      'settings.mfaRequiredRoles',
    ])
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
}

const order = {
  name: 'sessions',
  column: 'id',
  direction: 'desc',
} as const satisfies Order<keyof SessionRow>

/** The open sessions of a person, newest first. */
export async function findOpenSessions(
  db: Db,
  { userId, now }: { userId: string; now: string },
  request: PageRequest,
): Promise<Page<SessionRow>> {
  const query = db
    .selectFrom('session')
    .select(columns)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}

/** Ends one session of a person; false when it had ended already, or is somebody else's. */
export async function revokeSession(
  tx: Tx,
  { id, userId }: { id: string; userId: string },
  at: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('session')
    .set({ revokedAt: at })
    .where('id', '=', id)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', at)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends all open sessions of a person, but the one named; gives how many it ended. */
export async function revokeSessionsOf(
  tx: Tx,
  userId: string,
  at: string,
  except?: string,
): Promise<number> {
  let query = tx
    .updateTable('session')
    .set({ revokedAt: at })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', at)
  if (except !== undefined) query = query.where('id', '!=', except)
  return (await query.returning('id').execute()).length
}

/** Moves the end of an open session; false when it has ended. */
export async function extendSession(
  tx: Tx,
  id: string,
  lastUsedAt: string,
  expiresAt: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('session')
    .set({ lastUsedAt, expiresAt })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', lastUsedAt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertRefreshToken(
  tx: Tx,
  row: Insertable<RefreshTokenTable>,
): Promise<void> {
  await tx.insertInto('refreshToken').values(row).execute()
}

/** Marks a refresh token as used; undefined when it was used before or never existed. */
export async function useRefreshToken(
  tx: Tx,
  tokenHash: string,
  at: string,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('refreshToken')
    .set({ usedAt: at })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .returning('sessionId')
    .executeTakeFirst()
  return row?.sessionId
}

/** The session of a refresh token, be it used or not. */
export async function findSessionOfRefreshToken(db: Db, tokenHash: string) {
  return db
    .selectFrom('refreshToken')
    .innerJoin('session', 'session.id', 'refreshToken.sessionId')
    .select(['session.id', 'session.userId'])
    .where('refreshToken.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

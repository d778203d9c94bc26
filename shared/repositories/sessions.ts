import type { Insertable } from 'kysely'
import type { Db, RefreshTokenTable, SessionTable, Tx } from '../db/types.ts'

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

/** The open sessions of a person, newest first. */
export async function findOpenSessions(
  db: Db,
  { userId, now, cursor, limit }: { userId: string; now: string; cursor?: string; limit: number },
): Promise<SessionRow[]> {
  let query = db
    .selectFrom('session')
    .select(columns)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('id', 'desc')
    .limit(limit)
  if (cursor) query = query.where('id', '<', cursor)
  return query.execute()
}

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('session').select(columns).where('id', '=', id).executeTakeFirst()
}

/** Ends one session; false when it had ended already. */
export async function revokeSession(tx: Tx, id: string, at: string): Promise<boolean> {
  const row = await tx
    .updateTable('session')
    .set({ revokedAt: at })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends all open sessions of a person, but the one named; gives the ids of those that it ended. */
export async function revokeSessionsOf(
  tx: Tx,
  userId: string,
  at: string,
  except?: string,
): Promise<string[]> {
  let query = tx
    .updateTable('session')
    .set({ revokedAt: at })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
  if (except !== undefined) query = query.where('id', '!=', except)
  return (await query.returning('id').execute()).map((row) => row.id)
}

export async function extendSession(
  tx: Tx,
  id: string,
  lastUsedAt: string,
  expiresAt: string,
): Promise<void> {
  await tx.updateTable('session').set({ lastUsedAt, expiresAt }).where('id', '=', id).execute()
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

export async function findRefreshToken(db: Db, tokenHash: string) {
  return db
    .selectFrom('refreshToken')
    .innerJoin('session', 'session.id', 'refreshToken.sessionId')
    .select([
      'refreshToken.sessionId',
      'refreshToken.usedAt',
      'session.userId',
      'session.revokedAt',
      'session.expiresAt',
    ])
    .where('refreshToken.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

/** Removes sessions, and with them their refresh tokens, that ended before the instant. */
export async function deleteSessionsEndedBefore(tx: Tx, at: string): Promise<void> {
  await tx.deleteFrom('session').where('expiresAt', '<', at).execute()
}

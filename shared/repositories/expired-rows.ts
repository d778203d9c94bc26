import type { DeleteResult } from 'kysely'
import type { Tx } from '../db/types.ts'

/** Removes at most `limit` rate counters whose window ended by `now`, in ms; gives how many. */
export async function deleteExpiredCounters(tx: Tx, now: number, limit: number): Promise<number> {
  return deleted(
    await tx
      .deleteFrom('rateCounter')
      .where('counterKey', 'in', (eb) =>
        eb
          .selectFrom('rateCounter as expired')
          .select('expired.counterKey')
          .where('expired.resetAt', '<=', now)
          .limit(limit),
      )
      .where('resetAt', '<=', now)
      .executeTakeFirst(),
  )
}

/** Removes at most `limit` idempotency keys made before the instant; gives how many. */
export async function deleteOldIdempotencyKeys(
  tx: Tx,
  before: string,
  limit: number,
): Promise<number> {
  return deleted(
    await tx
      .deleteFrom('idempotencyKey')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('actorId', 'requestKey'),
          'in',
          selectFrom('idempotencyKey as old')
            .select(['old.actorId', 'old.requestKey'])
            .where('old.createdAt', '<', before)
            .limit(limit)
            .$asTuple('actorId', 'requestKey'),
        ),
      )
      .where('createdAt', '<', before)
      .executeTakeFirst(),
  )
}

/** Removes at most `limit` sessions, and with them their refresh tokens, that ended before the instant. */
export async function deleteEndedSessions(tx: Tx, before: string, limit: number): Promise<number> {
  return deleted(
    await tx
      .deleteFrom('session')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('session as ended')
          .select('ended.id')
          .where('ended.expiresAt', '<', before)
          .limit(limit),
      )
      .where('expiresAt', '<', before)
      .executeTakeFirst(),
  )
}

/** Removes at most `limit` password resets that were used, or expired before the instant; gives how many. */
export async function deleteEndedPasswordResets(
  tx: Tx,
  before: string,
  limit: number,
): Promise<number> {
  return deleted(
    await tx
      .deleteFrom('passwordReset')
      .where('tokenHash', 'in', (eb) =>
        eb
          .selectFrom('passwordReset as ended')
          .select('ended.tokenHash')
          .where((or) =>
            or.or([or('ended.expiresAt', '<', before), or('ended.usedAt', 'is not', null)]),
          )
          .limit(limit),
      )
      .executeTakeFirst(),
  )
}

function deleted(result: DeleteResult): number {
  return Number(result.numDeletedRows)
}

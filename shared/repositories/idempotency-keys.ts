import type { Insertable } from 'kysely'
import { preparedSilent } from '../db/prepared.ts'
import type { Db, IdempotencyKeyTable, Tx } from '../db/types.ts'

/** Takes the key for this transaction; false when it is taken already. */
export async function claimIdempotencyKey(
  tx: Tx,
  row: Insertable<IdempotencyKeyTable>,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('idempotencyKey')
    .values(row)
    .onConflict((oc) => oc.columns(['actorId', 'requestKey']).doNothing())
    .returning('requestKey')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function findIdempotencyKey(db: Db, actorId: string, requestKey: string) {
  return db
    .selectFrom('idempotencyKey')
    .select(['requestHash', 'result', 'createdAt'])
    .where('actorId', '=', actorId)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

export async function storeIdempotentResult(
  tx: Tx,
  actorId: string,
  requestKey: string,
  result: string,
): Promise<void> {
  await storeResult(tx, result, actorId, requestKey)
}

const storeResult = preparedSilent<[result: string, actorId: string, requestKey: string]>(
  (db, result, actorId, requestKey) =>
    db
      .updateTable('idempotencyKey')
      .set({ result })
      .where('actorId', '=', actorId)
      .where('requestKey', '=', requestKey),
  3,
)

/** Removes the key unless it was claimed again at another instant. */
export async function deleteIdempotencyKey(
  tx: Tx,
  actorId: string,
  requestKey: string,
  createdAt: string,
): Promise<void> {
  await tx
    .deleteFrom('idempotencyKey')
    .where('actorId', '=', actorId)
    .where('requestKey', '=', requestKey)
    .where('createdAt', '=', createdAt)
    .execute()
}

import type { Db, Tx } from '../db/types.ts'

/** A value that is stored encrypted. */
export interface SealedValue {
  place: 'user' | 'webhook' | 'webhook before' | 'mail'
  id: string
  sealed: string
}

/** Everything that is encrypted at rest. */
export async function findSealedValues(db: Db): Promise<SealedValue[]> {
  const users = await db
    .selectFrom('appUser')
    .select(['id', 'mfaSecret'])
    .where('mfaSecret', 'is not', null)
    .execute()
  const webhooks = await db
    .selectFrom('webhook')
    .select(['id', 'sealedSecret', 'sealedOldSecret'])
    .execute()
  const mails = await db
    .selectFrom('mailMessage')
    .select(['id', 'body'])
    .where('sealed', '=', 1)
    .where('body', '!=', '')
    .execute()
  const values: { place: SealedValue['place']; id: string; sealed: string | null }[] = [
    ...users.map(({ id, mfaSecret }) => ({ place: 'user' as const, id, sealed: mfaSecret })),
    ...webhooks.flatMap(({ id, sealedSecret, sealedOldSecret }) => [
      { place: 'webhook' as const, id, sealed: sealedSecret },
      { place: 'webhook before' as const, id, sealed: sealedOldSecret },
    ]),
    ...mails.map(({ id, body }) => ({ place: 'mail' as const, id, sealed: body })),
  ]
  return values.flatMap(({ sealed, ...value }) => (sealed === null ? [] : { ...value, sealed }))
}

/** Exchanges a value for the same one under another key, where it is still there. */
export async function replaceSealedValue(
  tx: Tx,
  { place, id, sealed }: SealedValue,
  anew: string,
): Promise<void> {
  switch (place) {
    case 'user': {
      const query = tx.updateTable('appUser').set({ mfaSecret: anew }).where('id', '=', id)
      await query.where('mfaSecret', '=', sealed).execute()
      return
    }
    case 'webhook': {
      const query = tx.updateTable('webhook').set({ sealedSecret: anew }).where('id', '=', id)
      await query.where('sealedSecret', '=', sealed).execute()
      return
    }
    case 'webhook before': {
      const query = tx.updateTable('webhook').set({ sealedOldSecret: anew }).where('id', '=', id)
      await query.where('sealedOldSecret', '=', sealed).execute()
      return
    }
    case 'mail': {
      const query = tx.updateTable('mailMessage').set({ body: anew }).where('id', '=', id)
      await query.where('body', '=', sealed).where('sealed', '=', 1).execute()
      return
    }
  }
}

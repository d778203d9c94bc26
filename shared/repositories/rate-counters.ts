import type { Tx } from '../db/types.ts'

/**
 * Counts `amount` more hits under a key in one statement, so that parallel requests and several
 * processes never count one too few; a window that is over starts anew. So does one that ends later
 * than the next one would: it was begun before the clock was set back, perhaps by years. Clocks of two
 * processes may differ by less than a window.
 *
 * @param now and the result's `resetAt` in ms since 1970
 */
export async function countHits(
  tx: Tx,
  input: { key: string; amount: number; now: number; windowMs: number },
): Promise<{ hits: number; resetAt: number }> {
  const { key, amount, now, windowMs } = input
  const next = now + windowMs
  const last = next + windowMs
  return tx
    .insertInto('rateCounter')
    .values({ counterKey: key, hits: amount, resetAt: next })
    .onConflict((oc) =>
      oc.column('counterKey').doUpdateSet((eb) => {
        const isRunning = eb.and([
          eb('rateCounter.resetAt', '>', now),
          eb('rateCounter.resetAt', '<=', last),
        ])
        return {
          hits: eb
            .case()
            .when(isRunning)
            .then(eb('rateCounter.hits', '+', amount))
            .else(amount)
            .end(),
          resetAt: eb.case().when(isRunning).then(eb.ref('rateCounter.resetAt')).else(next).end(),
        }
      }),
    )
    .returning(['hits', 'resetAt'])
    .executeTakeFirstOrThrow()
}

/** Takes one hit back; with the last one the window goes, so that the next one begins its own. */
export async function uncountHit(tx: Tx, key: string): Promise<void> {
  const only = await tx
    .deleteFrom('rateCounter')
    .where('counterKey', '=', key)
    .where('hits', '<=', 1)
    .returning('counterKey')
    .executeTakeFirst()
  if (only) return
  await tx
    .updateTable('rateCounter')
    .set((eb) => ({ hits: eb('hits', '-', 1) }))
    .where('counterKey', '=', key)
    .where('hits', '>', 0)
    .execute()
}

export async function deleteCounter(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('rateCounter').where('counterKey', '=', key).execute()
}

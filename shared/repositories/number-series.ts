import type { Tx } from '../db/types.ts'

/**
 * Takes the next number of a series, from 1. Whoever takes one waits for those who took the number
 * before it, so a number that a failed transaction took is given again: no gap, none twice.
 */
export async function takeNumber(tx: Tx, name: string): Promise<number> {
  const { next } = await tx
    .insertInto('numberSeries')
    .values({ name, next: 2 })
    .onConflict((oc) =>
      oc.column('name').doUpdateSet((eb) => ({ next: eb('numberSeries.next', '+', 1) })),
    )
    .returning('next')
    .executeTakeFirstOrThrow()
  return next - 1
}

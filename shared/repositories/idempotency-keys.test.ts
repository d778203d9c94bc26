import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import type { Db, Tx } from '../db/types.ts'
import {
  claimIdempotencyKey,
  deleteIdempotencyKey,
  findIdempotencyKey,
  storeIdempotentResult,
} from './idempotency-keys.ts'

const createdAt = '2026-03-02T10:00:00.000Z'

function row(actorId = 'usr_1', requestKey = 'k') {
  return { actorId, requestKey, requestHash: 'hash', result: '', createdAt }
}

function inTx<T>(writer: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return writer.transaction().execute(work)
}

describe.each(databases)('the idempotency keys on %s', (kind) => {
  it('are claimed once by each actor, and keep the result', async () => {
    const { db, writer, close } = await freshDatabase(kind)

    const claims = await inTx(writer, async (tx) => [
      await claimIdempotencyKey(tx, row()),
      await claimIdempotencyKey(tx, row()),
      await claimIdempotencyKey(tx, row('usr_2')),
      await claimIdempotencyKey(tx, row('usr_1', 'other')),
    ])
    await inTx(writer, (tx) => storeIdempotentResult(tx, 'usr_1', 'k', '{"id":"sup_1"}'))

    expect(claims).toEqual([true, false, true, true])
    const known = { requestHash: 'hash', createdAt }
    expect(await findIdempotencyKey(db, 'usr_1', 'k')).toEqual({
      ...known,
      result: '{"id":"sup_1"}',
    })
    expect(await findIdempotencyKey(db, 'usr_2', 'k')).toEqual({ ...known, result: '' })
    expect(await findIdempotencyKey(db, 'usr_3', 'k')).toBeUndefined()
    await close()
  })

  it('are free again when the transaction that claimed them fails', async () => {
    const { writer, close } = await freshDatabase(kind)

    const failed = inTx(writer, async (tx) => {
      await claimIdempotencyKey(tx, row())
      throw new Error('no')
    })

    await expect(failed).rejects.toThrow('no')
    expect(await inTx(writer, (tx) => claimIdempotencyKey(tx, row()))).toBe(true)
    await close()
  })

  it('are removed only as long as nobody claimed them anew', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, (tx) => claimIdempotencyKey(tx, row()))

    const earlier = '2026-03-01T10:00:00.000Z'
    await inTx(writer, (tx) => deleteIdempotencyKey(tx, 'usr_1', 'k', earlier))
    expect(await findIdempotencyKey(db, 'usr_1', 'k')).toBeDefined()
    await inTx(writer, (tx) => deleteIdempotencyKey(tx, 'usr_1', 'k', createdAt))
    expect(await findIdempotencyKey(db, 'usr_1', 'k')).toBeUndefined()
    await close()
  })
})

describe('an idempotency key on PostgreSQL', () => {
  it('that another transaction is about to claim is waited for', async () => {
    const { writer, close } = await freshDatabase('postgres')
    const claimed = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const first = inTx(writer, async (tx) => {
      await claimIdempotencyKey(tx, row())
      claimed.resolve()
      await release.promise
      await storeIdempotentResult(tx, 'usr_1', 'k', '"mine"')
    })
    await claimed.promise

    const second = inTx(writer, async (tx) => {
      const mine = await claimIdempotencyKey(tx, row())
      return { mine, known: await findIdempotencyKey(tx, 'usr_1', 'k') }
    })
    release.resolve()
    await first

    expect(await second).toMatchObject({ mine: false, known: { result: '"mine"' } })
    await close()
  })
})

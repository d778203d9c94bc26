import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, expectSound } from '#shared/testing/goods.ts'
import { buying, onHand, orderOf, readOrder } from '#shared/testing/receiving.ts'
import { testApp } from '#shared/testing/test-app.ts'

const tally = (answers: readonly Response[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe.each(databases)('receipts of one order at once on %s', (database) => {
  it('do not both take what is open: of twelve for all of it one wins', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t)
    const jug = await addProduct(t)
    const order = await orderOf(t, [
      { productId: mug.id, quantity: 10, unitCost: 4 },
      { productId: jug.id, quantity: 3, unitCost: 9 },
    ])

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => t.send('POST', '/inventory/receive', { orderId: order.id })),
    )

    expect(tally(answers)).toEqual({ 201: 1, 409: 11 })
    expect([await onHand(t, mug.id), await onHand(t, jug.id)]).toEqual([10, 3])
    expect(await t.db.selectFrom('goodsReceipt').select('id').execute()).toHaveLength(1)
    await expectSound(t)
  })

  it('in parts fill the line up and stop: of twelve times three of ten three get in', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t)
    const order = await orderOf(t, [{ productId: mug.id, quantity: 10, unitCost: 4 }])
    const part = { orderId: order.id, lines: [{ lineId: order.lines[0]?.id, quantity: 3 }] }

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => t.send('POST', '/inventory/receive', part)),
    )

    expect(tally(answers)).toEqual({ 201: 3, 409: 9 })
    expect(await readOrder(t, order)).toMatchObject({
      stage: 'ordered',
      lines: [{ receivedQuantity: 9, openQuantity: 1 }],
    })
    expect(await onHand(t, mug.id)).toBe(9)
    await expectSound(t)
  })

  it('go along with receipts of other orders of the same products, in opposite order', async () => {
    await using t = await testApp(app, buying(database))
    const mug = await addProduct(t)
    const jug = await addProduct(t)
    const lines = [mug, jug].map(({ id }) => ({ productId: id, quantity: 2, unitCost: 4 }))
    const orders = []
    for (let n = 0; n < 8; n++) {
      orders.push(await orderOf(t, n % 2 === 0 ? lines : lines.toReversed()))
    }

    const answers = await Promise.all(
      orders.map(({ id }) => t.send('POST', '/inventory/receive', { orderId: id })),
    )

    expect(tally(answers)).toEqual({ 201: 8 })
    expect([await onHand(t, mug.id), await onHand(t, jug.id)]).toEqual([16, 16])
    await expectSound(t)
  })
})

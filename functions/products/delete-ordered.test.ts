import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLine, addOrder, ask, buyerRights } from '#shared/testing/order-maker.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const permissions = [...buyerRights, 'products:read'] as const

async function ordered(t: TestApp) {
  const draft = await addOrder(t, { lines: [await addLine(t), await addLine(t)] })
  const order = await ask(t, 'POST', `/orders/${draft.id}/transition`, { stage: 'ordered' })
  const [line] = order.lines
  if (!line) throw new Error('the order has no line')
  return { order, line, product: `/products/${line.productId}` }
}

describe.each(databases)('a product that is still to come on %s', (database) => {
  it('is not deleted, so that somebody can receive it', async () => {
    await using t = await testApp(app, { permissions, database })
    const { order, product } = await ordered(t)

    const res = await t.send('DELETE', product)

    expect(res.status).toBe(409)
    const { detail, orders } = await res.json()
    expect(detail).toContain(order.number)
    expect(orders).toEqual([order.number])
    expect((await t.send('POST', '/inventory/receive', { orderId: order.id })).status).toBe(201)
  })

  it('is deleted once what remains was cancelled', async () => {
    await using t = await testApp(app, { permissions, database })
    const { order, line, product } = await ordered(t)
    await ask(t, 'POST', `/orders/${order.id}/lines/${line.id}/cancel-remaining`)

    expect((await t.send('DELETE', product)).status).toBe(204)
  })

  it('is deleted when the only order of it was cancelled', async () => {
    await using t = await testApp(app, { permissions, database })
    const draft = await addOrder(t)
    await ask(t, 'POST', `/orders/${draft.id}/cancel`, { reason: 'too dear' })

    expect((await t.send('DELETE', `/products/${draft.lines[0]?.productId}`)).status).toBe(204)
  })
})

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { CollectedTrail } from '#shared/audit/trail.ts'
import { deleteProductRow, holdForDeletion } from '#shared/repositories/products.ts'
import { draftOrder } from '#shared/services/orders/draft.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addSupplier } from '#shared/testing/goods.ts'
import { addLine, addOrder, ask, buyerRights } from '#shared/testing/order-maker.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
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

describe('a product that is deleted and ordered at once on postgres', () => {
  async function open() {
    const t = await testApp(app, { permissions, database: 'postgres' })
    const [product, supplier] = [await addProduct(t), await addSupplier(t)]
    return { t, product, supplierId: supplier.id }
  }

  it('stays when the order was first', async () => {
    const { t, product, supplierId } = await open()
    await using _closed = t
    const ctx = t.systemCtx()
    const lines = [{ productId: product.id, quantity: 10_000, unitCost: 125_000 }]
    const commit = await uncommitted(t, (tx) =>
      draftOrder(ctx, tx, new CollectedTrail(ctx), { supplierId, lines }),
    )

    const answer = t.send('DELETE', `/products/${product.id}`)
    await untilSomebodyWaits(t)
    await commit()

    expect((await answer).status).toBe(409)
    expect((await t.send('GET', `/products/${product.id}`)).status).toBe(200)
  })

  it('is not ordered when the deletion was first', async () => {
    const { t, product, supplierId } = await open()
    await using _closed = t
    const at = t.platform.now().toISOString()
    const commit = await uncommitted(t, async (tx) => {
      await holdForDeletion(tx, product.id)
      await deleteProductRow(tx, product, at)
    })

    const lines = [{ productId: product.id, quantity: 10, unitCost: '12.5' }]
    const answer = t.send('POST', '/orders', { supplierId, lines })
    await untilSomebodyWaits(t)
    await commit()

    const res = await answer
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: 'lines.0.productId' }])
  })
})

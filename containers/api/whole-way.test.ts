import { describe, expect, it } from 'vitest'
import { IllegalState, InsufficientStock, items, take } from '#client/index.ts'
import { databases } from '#shared/testing/databases.ts'
import { runningShop } from '#shared/testing/running-shop.ts'

const stages = [
  'pending_approval',
  'approved',
  'ordered',
  'confirmed',
  'in_production',
  'shipped',
  'customs',
]

describe.each(databases)('a shop on %s, over HTTP', (kind) => {
  it('goes the whole way from supplier to sale, and the audit log tells it', async () => {
    await using shop = await runningShop(kind)
    const { api } = shop

    const supplier = await take(api.suppliers.$post({ json: { name: 'Northwind' } }))
    const product = await take(
      api.products.$post({
        json: {
          sku: 'LANTERN-RED',
          name: 'Red lantern',
          price: '12.50',
          reorderPoint: 30,
          supplierId: supplier.id,
        },
      }),
    )
    expect(product.stockStatus).toBe('out')

    const lines = [{ productId: product.id, quantity: 100, unitCost: '4.111', discountPercent: 10 }]
    const ordered = await take(
      api.orders.$post({
        json: { supplierId: supplier.id, expectedOn: '2027-03-31', lines, shipping: '25' },
      }),
    )
    expect(ordered).toMatchObject({
      stage: 'draft',
      total: '394.99',
      receiptStatus: 'none',
      paymentStatus: 'unpaid',
    })
    const order = api.orders[':id']
    const param = { id: ordered.id }
    const advance = (note: string) => take(order.advance.$post({ param, json: { note } }))
    const passed = []
    for (const stage of stages) passed.push((await advance(`on to ${stage}`)).stage)
    expect(passed).toEqual(stages)
    await expect(advance('too early')).rejects.toBeInstanceOf(IllegalState)

    const part = { lineId: ordered.lines[0]?.id ?? '', quantity: 40, rejectedQuantity: 2 }
    await take(api.inventory.receive.$post({ json: { orderId: ordered.id, lines: [part] } }))
    const half = await take(order.$get({ param }))
    expect(half).toMatchObject({ stage: 'customs', receiptStatus: 'partial' })
    await take(api.inventory.receive.$post({ json: { orderId: ordered.id } }))
    const full = await take(order.$get({ param }))
    expect(full).toMatchObject({ stage: 'received', receiptStatus: 'full' })
    const stock = await take(api.inventory[':productId'].$get({ param: { productId: product.id } }))
    expect(stock).toMatchObject({ onHand: 100, stockStatus: 'ok', averageCost: '3.6999' })

    await expect(advance('unpaid')).rejects.toBeInstanceOf(IllegalState)
    const payment = await take(
      api.payments.$post({
        json: { orderId: ordered.id, type: 'full', amount: full.total, currency: 'EUR' },
      }),
    )
    for (const status of ['approved', 'sent', 'paid'] as const) {
      const json = { status }
      await take(api.payments[':id'].status.$post({ param: { id: payment.id }, json }))
    }
    expect(await advance('all here')).toMatchObject({ stage: 'completed', paymentStatus: 'paid' })

    const sale = { json: { sku: 'lantern-red', quantity: 75 } }
    const { level } = await take(api.inventory.sale.$post(sale))
    expect(level.onHand).toBe(25)
    const oversold: unknown = await take(api.inventory.sale.$post(sale)).catch(
      (error: unknown) => error,
    )
    expect(oversold).toBeInstanceOf(InsufficientStock)
    expect(oversold).toMatchObject({ status: 400, lines: [{ requested: 75, available: 25 }] })
    const low = await take(api.inventory.$get({ query: { status: 'low' } }))
    expect(low.items).toMatchObject([{ sku: 'LANTERN-RED', available: 25, stockStatus: 'low' }])

    expect(await take(api.inventory.verify.$get())).toMatchObject({ ok: true })
    expect(await take(api.audit.verify.$get())).toMatchObject({ ok: true })
    const told = new Set<string>()
    for await (const { entity, action } of items(api.audit.$get)) told.add(`${entity}.${action}`)
    for (const entry of [
      'supplier.CREATE',
      'product.CREATE',
      'order.CREATE',
      'stock.RECEIPT',
      'payment.CREATE',
      'stock.SALE',
    ]) {
      expect(told).toContain(entry)
    }
    const reached: (string | null)[] = []
    for await (const { toStage } of items(order.history.$get, { param })) reached.push(toStage)
    for (const stage of [...stages, 'received', 'completed']) expect(reached).toContain(stage)
  }, 60_000)
})

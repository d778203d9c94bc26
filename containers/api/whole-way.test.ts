import { describe, expect, it } from 'vitest'
import { databases } from '#shared/testing/databases.ts'
import { runningShop } from '#shared/testing/running-shop.ts'

interface Order {
  id: string
  number: string
  stage: string
  version: number
  receiptStatus: string
  paymentStatus: string
  total: string
  lines: { id: string; receivedQuantity: number; lineTotal: string }[]
}

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
    const { caller } = shop

    const supplier = await caller.get<{ id: string }>('POST', '/suppliers', { name: 'Northwind' })
    const product = await caller.get<{ id: string; stockStatus: string }>('POST', '/products', {
      sku: 'LANTERN-RED',
      name: 'Red lantern',
      price: '12.50',
      reorderPoint: 30,
      supplierId: supplier.id,
    })
    expect(product.stockStatus).toBe('out')

    let order = await caller.get<Order>('POST', '/orders', {
      supplierId: supplier.id,
      expectedOn: '2027-03-31',
      lines: [{ productId: product.id, quantity: 100, unitCost: '4.111', discountPercent: 10 }],
      shipping: '25',
    })
    expect(order).toMatchObject({
      stage: 'draft',
      total: '394.99',
      receiptStatus: 'none',
      paymentStatus: 'unpaid',
    })
    const passed = []
    for (const stage of stages) {
      order = await caller.get<Order>('POST', `/orders/${order.id}/advance`, {
        note: `on to ${stage}`,
      })
      passed.push(order.stage)
    }
    expect(passed).toEqual(stages)
    const early = await caller.send('POST', `/orders/${order.id}/advance`, {})
    expect(early.status).toBe(409)

    const [line] = order.lines
    const part = { lineId: line?.id, quantity: 40, rejectedQuantity: 2 }
    await caller.get('POST', '/inventory/receive', { orderId: order.id, lines: [part] })
    const half = await caller.get<Order>('GET', `/orders/${order.id}`)
    expect(half).toMatchObject({ stage: 'customs', receiptStatus: 'partial' })
    await caller.get('POST', '/inventory/receive', { orderId: order.id })
    const full = await caller.get<Order>('GET', `/orders/${order.id}`)
    expect(full).toMatchObject({ stage: 'received', receiptStatus: 'full' })
    const stock = await caller.get('GET', `/inventory/${product.id}`)
    expect(stock).toMatchObject({ onHand: 100, stockStatus: 'ok', averageCost: '3.6999' })

    const unpaid = await caller.send('POST', `/orders/${order.id}/advance`, {})
    expect(unpaid.status).toBe(409)
    const payment = await caller.get<{ id: string }>('POST', '/payments', {
      orderId: order.id,
      type: 'full',
      amount: full.total,
      currency: 'EUR',
    })
    await caller.get('POST', `/payments/${payment.id}/status`, { status: 'approved' })
    await caller.get('POST', `/payments/${payment.id}/status`, { status: 'sent' })
    await caller.get('POST', `/payments/${payment.id}/status`, { status: 'paid' })
    const done = await caller.get<Order>('POST', `/orders/${order.id}/advance`, {
      note: 'all here',
    })
    expect(done).toMatchObject({ stage: 'completed', paymentStatus: 'paid' })

    const sale = { sku: 'lantern-red', quantity: 75 }
    expect(await caller.get('POST', '/inventory/sale', sale)).toMatchObject({
      level: { onHand: 25 },
    })
    const oversold = await caller.send('POST', '/inventory/sale', sale)
    expect(oversold.status).toBe(400)
    expect(await oversold.json()).toMatchObject({ requested: 75, available: 25 })
    const low = await caller.get<{ items: object[] }>('GET', '/inventory?status=low')
    expect(low.items).toMatchObject([{ sku: 'LANTERN-RED', available: 25, stockStatus: 'low' }])

    expect(await caller.get('GET', '/inventory/verify')).toMatchObject({ ok: true })
    expect(await caller.get('GET', '/audit/verify')).toMatchObject({ ok: true })
    const { items } = await caller.get<{ items: { entity: string; action: string }[] }>(
      'GET',
      '/audit?limit=100',
    )
    const told = new Set(items.map(({ entity, action }) => `${entity}.${action}`))
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
    const history = await caller.get<{ items: { toStage: string | null }[] }>(
      'GET',
      `/orders/${order.id}/history?limit=100`,
    )
    const reached = history.items.map(({ toStage }) => toStage)
    for (const stage of [...stages, 'received', 'completed']) expect(reached).toContain(stage)
  }, 60_000)
})

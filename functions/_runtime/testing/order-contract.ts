import { expect, it } from 'vitest'
import { InsufficientStock, take } from '#client/index.ts'
import { refusal, type Shop } from './shop.ts'

const stages = [
  'pending_approval',
  'approved',
  'ordered',
  'confirmed',
  'in_production',
  'shipped',
  'customs',
]

/** The part of the contract that goes from an order to what is sold of it. */
export function orderContract(shop: Shop): void {
  let productId = ''

  it('takes an order through its ten stages, and its goods into stock', async () => {
    const { api } = shop
    const supplier = await take(api.suppliers.$post({ json: { name: 'Northwind' } }))
    const json = { sku: 'LANTERN', name: 'Lantern', price: '12.50' }
    productId = (await take(api.products.$post({ json }))).id
    const line = { productId, quantity: 100, unitCost: '4.111', discountPercent: 10 }
    const draft = { supplierId: supplier.id, lines: [line], shipping: '25' }
    const order = await take(api.orders.$post({ json: draft }))
    expect(order).toMatchObject({ stage: 'draft', total: '394.99' })

    const param = { id: order.id }
    const passed: string[] = []
    for (const _ of stages) {
      passed.push((await take(api.orders[':id'].advance.$post({ param, json: {} }))).stage)
    }
    expect(passed).toEqual(stages)
    const early = await refusal(take(api.orders[':id'].advance.$post({ param, json: {} })))
    expect(early.status).toBe(409)

    const received = await take(api.inventory.receive.$post({ json: { orderId: order.id } }))
    expect(received.order).toMatchObject({ stage: 'received', receiptStatus: 'full' })
    const payment = { orderId: order.id, type: 'full', amount: '394.99', currency: 'EUR' } as const
    const paid = { ...payment, status: 'paid', paidOn: '2026-03-02' } as const
    await take(api.payments.$post({ json: paid }))
    const done = await take(api.orders[':id'].advance.$post({ param, json: {} }))
    expect(done).toMatchObject({ stage: 'completed', paymentStatus: 'paid' })

    const document = await api.orders[':id'].document.$get({
      param,
      query: { format: 'pdf' } as never,
    })
    const bytes = new Uint8Array(await document.arrayBuffer())
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-')
  })

  it('sells what there is, and never more, alone or many at once', async () => {
    const { api } = shop
    const sold = await take(api.inventory.sale.$post({ json: { productId, quantity: 75 } }))
    expect(sold.level).toMatchObject({ onHand: 25 })
    const short = await refusal(
      take(api.inventory.sale.$post({ json: { productId, quantity: 26 } })),
    )
    expect(short).toBeInstanceOf(InsufficientStock)
    expect(short.problem).toMatchObject({ status: 400, requested: 26, available: 25 })

    const lines = [
      { productId, quantity: 20 },
      { productId, quantity: 6 },
    ]
    const bulk = await refusal(take(api.inventory['bulk-sale'].$post({ json: { lines } })))
    expect(bulk).toBeInstanceOf(InsufficientStock)
    const fitting = {
      lines: [
        { productId, quantity: 20 },
        { productId, quantity: 5 },
      ],
    }
    const { movements } = await take(api.inventory['bulk-sale'].$post({ json: fitting }))
    expect(movements).toHaveLength(2)
    const level = await take(api.inventory[':productId'].$get({ param: { productId } }))
    expect(level).toMatchObject({ onHand: 0, stockStatus: 'out' })
  })
}

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Suggestions } from '#shared/schemas/suggestions.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, addSupplier } from '#shared/testing/goods.ts'
import { buying, draftOf, moveTo, readOrder, receive } from '#shared/testing/receiving.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

async function suggest(t: TestApp, body?: object): Promise<Suggestions> {
  const res = await t.send('POST', '/orders/suggest', body)
  expect(res.status).toBe(200)
  return (await res.json()) as Suggestions
}

const stored = (t: TestApp) =>
  t.db.selectFrom('purchaseOrder').select(['id', 'stage']).orderBy('id').execute()

/** What is suggested, shortly: the SKU and quantity of each line. */
const linesOf = ({ orders }: Suggestions) =>
  orders.map(({ lines }) => lines.map(({ sku, quantity }) => [sku, quantity]))

const whole = { wholeUnits: true }

describe.each(databases)('suggested orders on %s', (database) => {
  const open = () => testApp(app, buying(database))

  it('are one draft for each supplier, each line with its reason', async () => {
    await using t = await open()
    const acme = await addSupplier(t, { name: 'Acme', currency: 'USD', leadTimeDays: 45 })
    const zeta = await addSupplier(t, { name: 'Zeta', currency: 'EUR' })
    const from = (supplierId: string, currency: string) => ({ supplierId, currency, ...whole })
    const terms = { reorderPoint: 10, cost: '2.5', name: 'Mug', sku: 'MUG' }
    await addStocked(t, 4, { ...from(acme.id, 'USD'), ...terms, reorderQuantity: 24 })
    const jug = { sku: 'JUG', name: 'Jug', reorderPoint: 5, maxStock: 20, packSize: 6 }
    await addStocked(t, 5, { ...from(acme.id, 'USD'), ...jug, cost: 3 })
    await addProduct(t, { ...from(zeta.id, 'EUR'), sku: 'BOWL', name: 'Bowl', reorderPoint: 3 })
    await addStocked(t, 11, { ...from(acme.id, 'USD'), sku: 'PAN', reorderPoint: 10 })

    const suggestions = await suggest(t)

    expect(suggestions).toMatchObject({ dryRun: false, skipped: [], more: false })
    expect(linesOf(suggestions)).toEqual([
      [
        ['JUG', 18],
        ['MUG', 24],
      ],
      [['BOWL', 6]],
    ])
    const [first, second] = suggestions.orders
    expect(first).toMatchObject({
      supplier: { id: acme.id, name: 'Acme' },
      currency: 'USD',
      expectedOn: '2026-04-16',
      total: '114.00',
    })
    expect(first?.lines[0]?.reason).toBe(
      '5 available and 0 on order are at or below the reorder point of 5 pcs; 15 fill up to the maximum stock of 20; rounded up to 3 packs of 6',
    )
    expect(second?.lines[0]?.reason).toContain('no cost in EUR is known')

    const draft = await readOrder(t, { id: first?.id ?? '' })
    expect(draft).toMatchObject({
      number: first?.number,
      stage: 'draft',
      supplierId: acme.id,
      currency: 'USD',
      expectedOn: '2026-04-16',
      total: '114.00',
    })
    const shown = draft.lines.map(({ productId, sku, name, quantity, unitCost, ...line }) => {
      const { lineTotal, reason } = line
      return { productId, sku, name, quantity, unitCost, lineTotal, reason }
    })
    expect(shown).toEqual(first?.lines)
    expect(await stored(t)).toHaveLength(2)
    expect((await t.auditActions()).slice(-2)).toEqual(['order.CREATE', 'order.CREATE'])
  })

  it('count what is on order, drafts included, so that a second run adds nothing', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const terms = { supplierId, ...whole, cost: 2, reorderPoint: 10, reorderQuantity: 8 }
    const mug = await addStocked(t, 1, { ...terms, sku: 'MUG' })
    const lines = [{ productId: mug.id, quantity: 5, unitCost: 2 }]
    const order = await moveTo(t, await draftOf(t, lines, { supplierId }), 'ordered')

    expect(linesOf(await suggest(t, { dryRun: true }))).toEqual([[['MUG', 8]]])
    await receive(t, order, {
      lines: [{ lineId: order.lines[0]?.id, quantity: 5, rejectedQuantity: 1 }],
    })
    expect(linesOf(await suggest(t))).toEqual([[['MUG', 8]]])
    const again = await suggest(t)
    expect(again.orders).toEqual([])

    const [, draft] = await stored(t)
    await t.send('POST', `/orders/${draft?.id ?? ''}/cancel`, { reason: 'not now' })
    expect(linesOf(await suggest(t, { dryRun: true }))).toEqual([[['MUG', 8]]])
    expect(await stored(t)).toHaveLength(2)
  })

  it('count nothing that is reserved', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const terms = { supplierId, ...whole, reorderPoint: 10, cost: 2 }
    const mug = await addStocked(t, 12, { ...terms, sku: 'MUG' })
    expect((await suggest(t, { dryRun: true })).orders).toEqual([])
    await t.send('POST', '/inventory/reservations', { productId: mug.id, quantity: 3 })
    expect(linesOf(await suggest(t, { dryRun: true }))).toEqual([[['MUG', 11]]])
  })

  it('skip what cannot be ordered, and say why', async () => {
    await using t = await open()
    const closed = await addSupplier(t, { name: 'Closed Ltd', active: false })
    const acme = await addSupplier(t)
    const low = { reorderPoint: 5, ...whole }
    await addProduct(t, { ...low, sku: 'NOBODY' })
    await addProduct(t, { ...low, sku: 'CLOSED', supplierId: closed.id })
    await addStocked(t, 2, { ...low, sku: 'FULL', supplierId: acme.id, maxStock: 2 })
    await addProduct(t, { sku: 'UNWATCHED', supplierId: acme.id })
    const gone = await addProduct(t, { ...low, sku: 'GONE', supplierId: acme.id })
    await t.send('DELETE', `/products/${gone.id}`)

    const { orders, skipped } = await suggest(t)

    expect(orders).toEqual([])
    expect(skipped.map(({ sku, reason }) => [sku, reason]).toSorted()).toEqual([
      ['CLOSED', 'its supplier Closed Ltd is not active'],
      ['FULL', 'its maximum stock leaves no room for an order'],
      ['NOBODY', 'the product has no supplier'],
    ])
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).not.toContain('order.CREATE')
  })

  it('are made once by runs at the same time, and once for one Idempotency-Key', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    await addProduct(t, { supplierId, ...whole, reorderPoint: 10, cost: 2 })

    const runs = await Promise.all(
      Array.from({ length: 8 }, () => t.send('POST', '/orders/suggest', {})),
    )
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await stored(t)).toHaveLength(1)

    await addProduct(t, { supplierId, ...whole, reorderPoint: 10, cost: 2 })
    const key = { 'idempotency-key': 'monday' }
    const first = await t.send('POST', '/orders/suggest', {}, key)
    const again = await t.send('POST', '/orders/suggest', {}, key)
    expect(await again.json()).toEqual(await first.json())
    expect(await stored(t)).toHaveLength(2)
  })
})

describe('suggested orders', () => {
  it('are only looked at in a dry run', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t)
    await addProduct(t, { supplierId, ...whole, reorderPoint: 10, cost: 2, currency: 'EUR' })
    const before = await t.auditActions()

    const { dryRun, orders } = await suggest(t, { dryRun: true })

    expect(dryRun).toBe(true)
    expect(orders).toMatchObject([{ id: null, number: null, lines: [{ quantity: 20 }] }])
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).toEqual(before)
  })

  it('cost what the supplier took the last time, where the product is in another currency', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t, { currency: 'USD' })
    const terms = { supplierId, ...whole, cost: 9, currency: 'EUR', reorderPoint: 10 }
    const mug = await addProduct(t, { ...terms, sku: 'MUG' })
    for (const unitCost of ['3.1', '3.3']) {
      const order = await draftOf(t, [{ productId: mug.id, quantity: 1, unitCost }], { supplierId })
      await receive(t, await moveTo(t, order, 'ordered', { exchangeRate: '0.9' }))
    }
    const { orders } = await suggest(t)
    expect(orders).toMatchObject([{ lines: [{ quantity: 18, unitCost: '3.3' }], total: '59.40' }])
  })

  it('lose their cost and reason where a line gets another product', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t, { currency: 'EUR' })
    await addProduct(t, { supplierId, ...whole, reorderPoint: 10, cost: 2, currency: 'EUR' })
    const jug = await addProduct(t, { ...whole, cost: '7.5', currency: 'EUR' })
    const pan = await addProduct(t, { ...whole, cost: 9, currency: 'USD' })
    const { orders } = await suggest(t)
    const draft = await readOrder(t, { id: orders[0]?.id ?? '' })
    const [line] = draft.lines
    const change = (product: { id: string }) =>
      t.send('PATCH', `/orders/${draft.id}`, { lines: [{ id: line?.id, productId: product.id }] })

    const changed = await change(jug)
    const foreign = await change(pan)

    expect(await changed.json()).toMatchObject({
      lines: [{ sku: jug.sku, unitCost: '7.5', lineTotal: '150.00', reason: null }],
    })
    expect(foreign.status).toBe(422)
    expect((await foreign.json()).errors).toMatchObject([{ path: 'lines.0.unitCost' }])
  })

  it('are for one supplier when it is named', async () => {
    await using t = await testApp(app, buying())
    const acme = await addSupplier(t)
    const zeta = await addSupplier(t)
    await addProduct(t, { supplierId: acme.id, reorderPoint: 10, sku: 'MUG' })
    await addProduct(t, { supplierId: zeta.id, reorderPoint: 10, sku: 'JUG' })

    expect(linesOf(await suggest(t, { supplierId: zeta.id }))).toEqual([[['JUG', 20]]])
    const unknown = { supplierId: 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1' }
    for (const dryRun of [true, false]) {
      const res = await t.send('POST', '/orders/suggest', { ...unknown, dryRun })
      expect(res.status).toBe(422)
      expect(await res.json()).toMatchObject({ errors: [{ path: 'supplierId', code: 'unknown' }] })
    }
  })

  it('skip what is worth more than can be kept', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t)
    const most = { cost: '99999999999', reorderPoint: 99_999_999, currency: 'EUR' }
    await addProduct(t, { supplierId, ...most, sku: 'GOLD' })
    const { orders, skipped } = await suggest(t)
    expect(orders).toEqual([])
    expect(skipped).toMatchObject([{ sku: 'GOLD', reason: expect.stringContaining('too large') }])
  })

  it('are several drafts of a supplier where one would be worth more than can be kept', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t, { currency: 'EUR' })
    const dear = { supplierId, ...whole, cost: '100000000000', currency: 'EUR', reorderPoint: 3 }
    for (const sku of ['A', 'B']) await addProduct(t, { ...dear, sku, name: sku })
    const looked = await suggest(t, { dryRun: true })
    const { orders } = await suggest(t)
    for (const found of [looked.orders, orders]) {
      expect(found.map(({ total, lines }) => [lines.length, total])).toEqual([
        [1, '600000000000.00'],
        [1, '600000000000.00'],
      ])
    }
  })
})

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addSupplier } from '#shared/testing/goods.ts'
import { addLine, addOrder, ask, buyerRights } from '#shared/testing/order-maker.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const
const unknown = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

describe.each(databases)('the money of an order on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it.each([
    ['EUR', ['411.10', '1.01', '0.90', '1749.13'], '2162.14'],
    ['USD', ['411.10', '1.01', '0.90', '1749.13'], '2162.14'],
    ['JPY', ['411', '1', '1', '1749'], '2162'],
    ['KWD', ['411.100', '1.005', '0.905', '1749.125'], '2162.135'],
  ])('is rounded once a line in %s, and adds up', async (currency, lineTotals, subtotal) => {
    await using t = await open()
    const lines = [
      await addLine(t, { quantity: 1000, unitCost: '0.4111' }),
      await addLine(t, { quantity: 3, unitCost: 0.335 }),
      await addLine(t, { quantity: '3', unitCost: '0.335', discountPercent: 10 }),
      await addLine(t, { quantity: 100, unitCost: '19.99', discountPercent: '12.5' }),
    ]

    const order = await addOrder(t, { currency, lines, tax: '0.5', shipping: '1', other: '2' })

    expect(order.lines.map((line) => line.lineTotal)).toEqual(lineTotals)
    const sum = order.lines.reduce((total, line) => total + Number(line.lineTotal), 0)
    expect(sum.toFixed(3)).toBe(Number(order.subtotal).toFixed(3))
    expect(order.subtotal).toBe(subtotal)
    const parts = [order.subtotal, order.tax, order.shipping, order.other].map(Number)
    expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(Number(order.total), 6)
    const stored = await t.db
      .selectFrom('purchaseOrder')
      .select(['subtotal', 'total'])
      .executeTakeFirst()
    expect(stored?.subtotal).toBe(Math.round(Number(order.subtotal) * 10_000))
  })

  it('takes the cost of the product only when it is in the same currency', async () => {
    await using t = await open()
    const mug = await addProduct(t, { cost: '4.1111', currency: 'EUR' })
    const cup = await addProduct(t, { cost: '3', currency: 'USD' })
    const lines = [mug, cup].map(({ id }) => ({ productId: id, quantity: 2 }))
    const { id: supplierId } = await addSupplier(t)

    const mixed = await t.send('POST', '/orders', { supplierId, lines })
    const euro = await addOrder(t, { supplierId, lines: lines.slice(0, 1) })

    expect(mixed.status).toBe(422)
    expect((await mixed.json()).errors).toEqual([
      { path: 'lines.1.unitCost', message: expect.stringContaining('USD'), code: 'required' },
    ])
    expect(euro.lines).toMatchObject([{ unitCost: '4.1111', lineTotal: '8.22' }])
  })

  it('comes in the currency of the supplier, else of the company', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t, { currency: 'CHF' })

    expect((await addOrder(t, { supplierId })).currency).toBe('CHF')
    expect((await addOrder(t, { supplierId, currency: 'USD' })).currency).toBe('USD')
    expect((await addOrder(t)).currency).toBe('EUR')
  })

  it('refuses what is unknown, deleted, a fraction or too large, all at once', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const whole = await addProduct(t, { wholeUnits: true })
    const gone = await addProduct(t)
    await t.send('DELETE', `/products/${gone.id}`)
    const good = await addLine(t)

    const lines = [
      { ...good, productId: `prd_${unknown}` },
      { ...good, productId: gone.id },
      { ...good, productId: whole.id, quantity: 1.5 },
      { ...good, quantity: '9007199254740', unitCost: '900719925474' },
      good,
    ]
    const res = await t.send('POST', '/orders', { supplierId, lines })

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((issue: { path: string }) => issue.path)).toEqual([
      'lines.0.productId',
      'lines.1.productId',
      'lines.2.quantity',
      'lines.3',
    ])
    const most = { ...good, quantity: 1, unitCost: '900719925474' }
    const sum = await t.send('POST', '/orders', { supplierId, lines: [most, most] })
    expect(sum.status).toBe(422)
    expect((await sum.json()).errors).toMatchObject([{ path: 'lines' }])
    const strange = { supplierId: `sup_${unknown}`, exchangeRate: 2, lines: lines.slice(0, 1) }
    const stranger = await t.send('POST', '/orders', strange)
    expect((await stranger.json()).errors).toMatchObject([
      { path: 'supplierId' },
      { path: 'exchangeRate' },
      { path: 'lines.0.productId' },
    ])
    expect(await t.db.selectFrom('purchaseOrder').select('id').execute()).toEqual([])
    expect(await t.db.selectFrom('numberSeries').select('name').execute()).toEqual([])
  })
})

describe('the input of an order', () => {
  it.each([
    ['no supplier', { supplierId: undefined }, 'supplierId'],
    ['a quantity of zero', { line: { quantity: 0 } }, 'lines.0.quantity'],
    ['a negative quantity', { line: { quantity: -1 } }, 'lines.0.quantity'],
    ['four decimals of quantity', { line: { quantity: 1.0001 } }, 'lines.0.quantity'],
    ['a negative cost', { line: { unitCost: '-1' } }, 'lines.0.unitCost'],
    ['five decimals of cost', { line: { unitCost: '0.00001' } }, 'lines.0.unitCost'],
    ['more than all off', { line: { discountPercent: 100.001 } }, 'lines.0.discountPercent'],
    ['a day that is none', { expectedOn: '2026-02-30' }, 'expectedOn'],
    ['an instant for a day', { expectedOn: '2026-02-03T00:00:00Z' }, 'expectedOn'],
    ['no currency', { currency: 'EURO' }, 'currency'],
    ['a rate of zero', { exchangeRate: 0 }, 'exchangeRate'],
    ['a rate of its own currency', { exchangeRate: '1.1' }, 'exchangeRate'],
    ['a NUL in the notes', { notes: 'a\u0000' }, 'notes'],
    ['a field too many', { stage: 'approved' }, 'stage'],
  ])('refuses %s', async (_, { line, ...fields }: Record<string, unknown>, path) => {
    await using t = await testApp(app, rights)
    const { id: supplierId } = await addSupplier(t)
    const lines = [await addLine(t, { ...(line as object) })]

    const res = await t.send('POST', '/orders', { supplierId, lines, ...fields })

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(new Set(errors.map((issue: { path: string }) => issue.path))).toEqual(new Set([path]))
    expect(await t.db.selectFrom('purchaseOrder').select('id').execute()).toEqual([])
  })

  it('takes 500 lines and no more', async () => {
    await using t = await testApp(app, rights)
    const { id: supplierId } = await addSupplier(t)
    const line = await addLine(t)
    const lines = Array.from({ length: 500 }, () => line)

    const order = await ask(t, 'POST', '/orders', { supplierId, lines })
    const more = await t.send('POST', '/orders', { supplierId, lines: [...lines, line] })

    expect(order.lines).toHaveLength(500)
    expect(order.total).toBe('62500.00')
    expect(more.status).toBe(422)
  })

  it('keeps what the product was called when the line was written', async () => {
    await using t = await testApp(app, rights)
    const mug = await addProduct(t, { sku: 'MUG', name: 'Mug' })
    const order = await addOrder(t, { lines: [{ productId: mug.id, quantity: 1, unitCost: 1 }] })
    await t.send('PATCH', `/products/${mug.id}`, { sku: 'CUP', name: 'Cup' })

    const read = await (await t.send('GET', `/orders/${order.id}`)).json()

    expect(read.lines).toMatchObject([{ sku: 'MUG', name: 'Mug' }])
  })
})

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { addSupplier } from '#shared/testing/goods.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLine, addOrder, ask, buyerRights, putInto } from '#shared/testing/order-maker.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: buyerRights } as const
const unknownId = 'ord_01JB2QK3V5X7Z9B1D3F5H7J9M1'

interface OrderList {
  items: { number: string }[]
  nextCursor: string | null
}

async function numbers(t: TestApp, query: string): Promise<string> {
  const res = await t.send('GET', `/orders?${query}`)
  expect(res.status, await res.clone().text()).toBe(200)
  const { items } = await res.json()
  return items.map((item: { number: string }) => item.number.slice(-1)).join('')
}

async function setZone(t: TestApp, timeZone: string): Promise<void> {
  expect((await t.send('PATCH', '/settings', { timeZone })).status).toBe(200)
}

describe.each(databases)('the list of orders on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('finds orders by number, reference, stage, supplier, product, hold and receipt', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const line = await addLine(t)
    const first = await addOrder(t, { supplierReference: 'Größe 50%', lines: [line] })
    const second = await addOrder(t, { supplierId, lines: [line, await addLine(t)] })
    const third = await addOrder(t, { supplierId })
    await putInto(t, second, 'shipped', { received: 10 })
    await putInto(t, third, 'customs', { received: 10, onHold: true })

    expect(await numbers(t, '')).toBe('321')
    expect(await numbers(t, 'q=po-000002')).toBe('2')
    expect(await numbers(t, 'q=GROSSE')).toBe('1')
    expect(await numbers(t, 'q=50%25')).toBe('1')
    expect(await numbers(t, 'q=_')).toBe('')
    expect(await numbers(t, 'stage=shipped')).toBe('2')
    expect(await numbers(t, `supplierId=${supplierId}`)).toBe('32')
    expect(await numbers(t, `productId=${line.productId}`)).toBe('21')
    expect(await numbers(t, 'onHold=true')).toBe('3')
    expect(await numbers(t, 'onHold=false')).toBe('21')
    expect(await numbers(t, 'receiptStatus=none')).toBe('1')
    expect(await numbers(t, 'receiptStatus=partial')).toBe('2')
    expect(await numbers(t, 'receiptStatus=full')).toBe('3')
    expect(await numbers(t, `receiptStatus=full&stage=shipped&q=po`)).toBe('')
    const { items } = await (await t.send('GET', '/orders?limit=1&sort=createdAt')).json()
    expect(items[0]).toMatchObject({ id: first.id, lineCount: 1, total: '125.00' })
    expect(items[0].lines).toBeUndefined()
  })

  it('is paged by each of its orders without losing or repeating one', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const days = ['2026-05-01', null, '2026-04-01', '2026-05-01', null]
    for (const expectedOn of days) {
      await addOrder(t, { supplierId, expectedOn, lines: [] })
      t.advance(1_000)
    }
    const orders = {
      createdAt: '12345',
      '-createdAt': '54321',
      updatedAt: '12345',
      '-updatedAt': '54321',
      dueOn: '31425',
      '-dueOn': '52413',
    }
    for (const [sort, expected] of Object.entries(orders)) {
      let [found, cursor] = ['', '']
      do {
        const res = await t.send('GET', `/orders?sort=${sort}&limit=2${cursor}`)
        const { items, nextCursor } = (await res.json()) as OrderList
        found += items.map((item) => item.number.slice(-1)).join('')
        cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`
      } while (cursor !== '')
      expect(found, sort).toBe(expected)
    }
  })

  it('tells what is late, by the day that it is where the company is', async () => {
    await using t = await testApp(app, { ...rights, database, now: '2026-03-31T22:30:00.000Z' })
    const order = await addOrder(t, { expectedOn: '2026-03-31' })
    await addOrder(t)

    for (const [zone, late] of [
      ['UTC', false],
      ['Europe/Berlin', true],
      ['Pacific/Kiritimati', true],
      ['Pacific/Pago_Pago', false],
    ] as const) {
      await setZone(t, zone)
      expect(await numbers(t, 'late=true'), zone).toBe(late ? '1' : '')
      expect(await numbers(t, 'late=false'), zone).toBe(late ? '2' : '21')
      const view = await (await t.send('GET', `/orders/${order.id}`)).json()
      expect(view).toMatchObject({ late, daysLate: late ? 1 : 0, missedDay: late ? 'dueOn' : null })
    }
  })

  it('says the same of lateness as each order itself, in every stage', async () => {
    await using t = await open()
    const { id: supplierId } = await addSupplier(t)
    const stages = ['approved', 'in_production', 'shipped', 'received', 'cancelled'] as const
    const dated = [
      { readyOn: '2026-03-01' },
      { etaOn: '2026-03-01' },
      { promisedOn: '2026-03-01' },
      { expectedOn: '2026-03-01', promisedOn: '2026-05-01' },
    ]
    const orders = []
    for (const stage of stages) {
      for (const days of dated) {
        const order = await addOrder(t, { supplierId, lines: [] })
        await ask(t, 'PATCH', `/orders/${order.id}`, days)
        await putInto(t, order, stage)
        orders.push(order)
      }
    }
    const views = []
    for (const { id } of orders) views.push(await (await t.send('GET', `/orders/${id}`)).json())
    const late = views.filter((view) => view.late).map((view) => view.id)
    expect(late).toHaveLength(5)
    for (const [query, expected] of [
      ['late=true', late],
      ['late=false', orders.map(({ id }) => id).filter((id) => !late.includes(id))],
    ] as const) {
      const { items } = await (await t.send('GET', `/orders?${query}&limit=100`)).json()
      const found = items.map((item: { id: string }) => item.id)
      expect(found.toSorted()).toEqual(expected.toSorted())
    }
  })

  it('has stages with what each takes, and the orders in it added up', async () => {
    await using t = await open()
    await addOrder(t, { expectedOn: '2026-03-02' })
    await addOrder(t, { expectedOn: '2026-03-01', currency: 'JPY', shipping: '0.4' })
    await putInto(t, await addOrder(t, { expectedOn: '2026-03-01' }), 'draft', { onHold: true })
    const shipped = await addOrder(t)
    await ask(t, 'PATCH', `/orders/${shipped.id}`, { etaOn: '2026-03-01' })
    await putInto(t, shipped, 'shipped')
    await putInto(t, await addOrder(t, { expectedOn: '2026-03-01' }), 'received')

    const { items, nextCursor } = await (await t.send('GET', '/orders/stages')).json()

    expect(nextCursor).toBeNull()
    expect(items.map((item: { stage: string }) => item.stage)).toEqual([
      'draft',
      'pending_approval',
      'approved',
      'ordered',
      'confirmed',
      'in_production',
      'shipped',
      'customs',
      'received',
      'completed',
      'cancelled',
    ])
    expect(items[0]).toMatchObject({
      position: 1,
      orders: 3,
      late: 2,
      onHold: 1,
      totals: [
        { currency: 'EUR', amount: '250.00' },
        { currency: 'JPY', amount: '125' },
      ],
    })
    expect(items[8]).toMatchObject({ orders: 1, late: 0, onHold: 0 })
    expect(items[6]).toMatchObject({
      position: 7,
      orders: 1,
      late: 1,
      onHold: 0,
      totals: [{ currency: 'EUR', amount: '125.00' }],
      permission: 'orders:write',
      gates: ['balance'],
      records: ['carrier', 'tracking', 'etaOn'],
    })
    expect(items[10]).toMatchObject({ position: 0, orders: 0, late: 0, onHold: 0, totals: [] })
  })
})

describe('what there is not', () => {
  it('is not found', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t)
    const line = 'orl_01JB2QK3V5X7Z9B1D3F5H7J9M1'

    for (const [method, path, body] of [
      ['GET', `/orders/${unknownId}`],
      ['GET', `/orders/${unknownId}/history`],
      ['PATCH', `/orders/${unknownId}`, {}],
      ['DELETE', `/orders/${unknownId}`],
      ['POST', `/orders/${unknownId}/advance`, {}],
      ['POST', `/orders/${unknownId}/transition`, { stage: 'approved' }],
      ['POST', `/orders/${unknownId}/cancel`, { reason: 'x' }],
      ['POST', `/orders/${unknownId}/hold`, {}],
      ['POST', `/orders/${order.id}/lines/${line}/cancel-remaining`, {}],
    ] as const) {
      expect((await t.send(method, path, body)).status, `${method} ${path}`).toBe(404)
    }
  })

  it('has a history in pages', async () => {
    await using t = await testApp(app, rights)
    const { id } = await addOrder(t)
    await ask(t, 'POST', `/orders/${id}/transition`, { stage: 'ordered' })

    const first = await (await t.send('GET', `/orders/${id}/history?limit=3`)).json()
    const cursor = `limit=3&cursor=${first.nextCursor}`
    const second = await (await t.send('GET', `/orders/${id}/history?${cursor}`)).json()

    const events = [...first.items, ...second.items].map((entry) => entry.toStage)
    expect(events).toEqual(['draft', 'pending_approval', 'approved', 'ordered'])
    expect(second.nextCursor).toBeNull()
  })
})

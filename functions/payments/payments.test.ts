import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { record, seedOrder, seedSupplier } from '#shared/testing/payments.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['payments:read', 'payments:write', 'payments:approve'] } as const
const unknownId = (prefix: string) => `${prefix}_01JB2QK3V5X7Z9B1D3F5H7J9M1`

describe.each(databases)('payments on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('stores a payment of an order with its supplier, and leaves one audit entry', async () => {
    await using t = await open()
    const order = await t.seed((tx) => seedOrder(tx))

    const res = await t.send('POST', '/payments', {
      orderId: order.id,
      type: 'deposit',
      amount: 300,
      currency: 'eur',
      dueOn: '2026-03-31',
      method: ' bank transfer ',
      reference: 'INV-7',
    })

    expect(res.status).toBe(201)
    const payment = await res.json()
    expect(payment).toMatchObject({
      orderId: order.id,
      supplierId: order.supplierId,
      type: 'deposit',
      status: 'planned',
      amount: '300.00',
      currency: 'EUR',
      dueOn: '2026-03-31',
      overdue: false,
      paidOn: null,
      method: 'bank transfer',
      refundedAmount: '0.00',
      planned: false,
      version: 1,
    })
    expect(res.headers.get('location')).toBe(`/api/payments/${payment.id}`)
    expect(res.headers.get('etag')).toBe('"1"')
    expect(await (await t.send('GET', `/payments/${payment.id}`)).json()).toEqual(payment)
    expect(await t.auditActions()).toEqual(['payment.CREATE'])
  })

  it('names every problem of a payment at once, and stores nothing', async () => {
    await using t = await open()
    const order = await t.seed((tx) => seedOrder(tx))
    const other = await t.seed((tx) => seedSupplier(tx, 'Other'))

    const res = await t.send('POST', '/payments', {
      orderId: order.id,
      supplierId: other,
      type: 'deposit',
      amount: '10.001',
      currency: 'USD',
      status: 'paid',
      paidOn: '2026-03-03',
    })

    expect(res.status).toBe(422)
    const paths = (await res.json()).errors.map((issue: { path: string }) => issue.path)
    expect(paths).toEqual(['supplierId', 'currency', 'amount', 'paidOn'])
    expect(await t.db.selectFrom('payment').select('id').execute()).toEqual([])
    expect(await t.auditActions()).toEqual([])
  })

  it('pays the costs of an order to others and in their currency, its goods to nobody else', async () => {
    await using t = await open()
    const order = await t.seed((tx) => seedOrder(tx))
    const forwarder = await t.seed((tx) => seedSupplier(tx, 'Forwarder'))
    const cost = { orderId: order.id, amount: 90, currency: 'USD' }

    const freight = await record(t, { ...cost, type: 'freight', supplierId: forwarder })
    const duty = await record(t, { ...cost, type: 'duty_tax' })
    const unknown = { ...cost, type: 'fee', supplierId: unknownId('sup') }
    const refused = await t.send('POST', '/payments', unknown)
    const moved = await t.send('PATCH', `/payments/${freight.id}`, { type: 'progress' })
    const bare = await t.send('PATCH', `/payments/${duty.id}`, { currency: 'GBP' })

    expect(freight).toMatchObject({ orderId: order.id, supplierId: forwarder, currency: 'USD' })
    expect(duty).toMatchObject({ supplierId: order.supplierId, currency: 'USD' })
    expect([refused.status, moved.status, bare.status]).toEqual([422, 422, 200])
    expect((await refused.json()).errors).toMatchObject([{ path: 'supplierId' }])
    expect((await moved.json()).errors).toMatchObject([{ path: 'type' }, { path: 'currency' }])
    const { currencies, suppliers } = await (await t.send('GET', '/payments/summary')).json()
    expect(currencies).toMatchObject([
      { currency: 'GBP', outstanding: '90.00' },
      { currency: 'USD', outstanding: '90.00' },
    ])
    expect(suppliers).toMatchObject([{ currency: 'GBP' }, { supplierName: 'Forwarder' }])
  })

  it('owes the costs of an order that go to nobody it knows to no supplier', async () => {
    await using t = await open()
    const { id: orderId } = await t.seed((tx) => seedOrder(tx))

    const duty = await record(t, { orderId, type: 'duty_tax', amount: 90, supplierId: null })

    expect(duty).toMatchObject({ orderId, supplierId: null, currency: 'EUR' })
    const { currencies, suppliers } = await (await t.send('GET', '/payments/summary')).json()
    expect(currencies).toMatchObject([{ currency: 'EUR', outstanding: '90.00' }])
    expect(suppliers).toEqual([])
  })

  it('changes a planned payment once for each version', async () => {
    await using t = await open()
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const { id } = await record(t, { supplierId, type: 'fee', amount: '12.5', currency: 'EUR' })

    const first = await t.send(
      'PATCH',
      `/payments/${id}`,
      { amount: 20, dueOn: '2026-04-01' },
      ifMatch(1),
    )
    const stale = await t.send('PATCH', `/payments/${id}`, { amount: 30, version: 1 })
    const same = await t.send('PATCH', `/payments/${id}`, { amount: '20.00', dueOn: '2026-04-01' })

    expect(await first.json()).toMatchObject({ amount: '20.00', dueOn: '2026-04-01', version: 2 })
    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    expect(await same.json()).toMatchObject({ version: 2 })
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.UPDATE'])
    const [, entry] = await t.db.selectFrom('auditEntry').selectAll().orderBy('id').execute()
    expect(JSON.parse(entry?.oldValues ?? '')).toEqual({ amount: '12.50', dueOn: null })
    expect(JSON.parse(entry?.newValues ?? '')).toEqual({ amount: '20.00', dueOn: '2026-04-01' })
  })

  it('neither edits nor removes a paid payment', async () => {
    await using t = await open()
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const paid = await record(t, { ...fee(supplierId), status: 'paid', paidOn: '2026-02-28' })

    const edited = await t.send('PATCH', `/payments/${paid.id}`, { notes: 'late' })
    const removed = await t.send('DELETE', `/payments/${paid.id}`)
    const moved = await t.send('POST', `/payments/${paid.id}/status`, { status: 'cancelled' })

    for (const res of [edited, removed, moved]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({
        type: '/problems/illegal-state',
        detail: expect.stringContaining('record a refund instead'),
      })
    }
    expect(await (await t.send('GET', `/payments/${paid.id}`)).json()).toEqual(paid)
    expect(await t.auditActions()).toEqual(['payment.CREATE'])
  })

  it('removes a payment that was never sent', async () => {
    await using t = await open()
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const planned = await record(t, fee(supplierId))
    const sent = await record(t, { ...fee(supplierId), status: 'sent' })

    const removed = await t.send('DELETE', `/payments/${planned.id}`)
    const kept = await t.send('DELETE', `/payments/${sent.id}`)

    expect([removed.status, kept.status]).toEqual([204, 409])
    expect((await t.send('GET', `/payments/${planned.id}`)).status).toBe(404)
    expect((await t.send('DELETE', `/payments/${planned.id}`)).status).toBe(404)
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.CREATE', 'payment.DELETE'])
  })

  it('removes a payment in the version that If-Match names, or not at all', async () => {
    await using t = await open()
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const { id } = await record(t, fee(supplierId))
    await t.send('PATCH', `/payments/${id}`, { notes: 'keep it, please' })
    const remove = (tag: string) =>
      t.send('DELETE', `/payments/${id}`, undefined, { 'if-match': tag })

    const stale = await remove('"1"')
    const answers = [stale, await remove('x'), await remove('"2"')]

    expect(answers.map(({ status }) => status)).toEqual([409, 422, 204])
    expect(await stale.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
  })

  it('answers a repeated request with the same key once', async () => {
    await using t = await open()
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const key = { 'idempotency-key': 'bill-7' }

    const first = await t.send('POST', '/payments', fee(supplierId), key)
    const again = await t.send('POST', '/payments', fee(supplierId), key)
    const other = await t.send('POST', '/payments', { ...fee(supplierId), amount: 2 }, key)

    expect([first.status, again.status, other.status]).toEqual([201, 201, 422])
    expect(await again.json()).toEqual(await first.json())
    expect(await t.db.selectFrom('payment').select('id').execute()).toHaveLength(1)
    expect(await t.auditActions()).toEqual(['payment.CREATE'])
  })
})

describe.each(databases)('a repeated request with one key on %s', (database) => {
  it('edits or removes a payment once', async () => {
    await using t = await testApp(app, { ...rights, database })
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const { id } = await record(t, fee(supplierId))
    const edit = () =>
      t.send('PATCH', `/payments/${id}`, { amount: 20, version: 1 }, { 'idempotency-key': 'edit' })
    const remove = () =>
      t.send('DELETE', `/payments/${id}`, undefined, { 'idempotency-key': 'remove' })

    const edited = [await edit(), await edit()]
    const removed = [await remove(), await remove()]

    expect(edited.map((res) => res.status)).toEqual([200, 200])
    expect(await edited[1]?.json()).toEqual(await edited[0]?.json())
    expect(removed.map((res) => res.status)).toEqual([204, 204])
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.UPDATE', 'payment.DELETE'])
  })
})

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const fee = (supplierId: string) => ({ supplierId, type: 'fee', amount: 50, currency: 'EUR' })

describe('a payment', () => {
  it.each([
    ['no currency and no order', { currency: undefined }, ['currency']],
    [
      'neither an amount nor a currency',
      { amount: 'much', currency: undefined },
      ['amount', 'currency'],
    ],
    ['an unknown order', { orderId: unknownId('ord') }, ['orderId']],
    ['an unknown supplier', { supplierId: unknownId('sup') }, ['supplierId']],
    ['an amount of nothing', { supplierId: unknownId('sup'), amount: 0 }, ['amount']],
    ['a negative amount', { supplierId: unknownId('sup'), amount: '-5' }, ['amount', 'amount']],
    ['half a yen', { supplierId: 'own', amount: 0.5, currency: 'JPY' }, ['amount']],
    ['a tenth of a fils', { supplierId: 'own', amount: '1.0001', currency: 'KWD' }, ['amount']],
    ['a refund of nobody knows what', { type: 'refund', currency: undefined }, ['currency']],
    [
      'what is refunded by no refund',
      { supplierId: 'own', refundsId: unknownId('pay') },
      ['refundsId'],
    ],
    [
      'a refund of what is not there',
      { type: 'refund', refundsId: unknownId('pay') },
      ['refundsId'],
    ],
    ['a day of payment though planned', { supplierId: 'own', paidOn: '2026-03-01' }, ['paidOn']],
    ['a day that no calendar has', { supplierId: 'own', dueOn: '2026-02-29' }, ['dueOn']],
    ['a status that is no beginning', { supplierId: 'own', status: 'failed' }, ['status']],
    ['a field of ours', { supplierId: 'own', refunded: 5 }, ['refunded']],
  ])('with %s is refused', async (_, given, paths) => {
    await using t = await testApp(app, rights)
    const own = await t.seed((tx) => seedSupplier(tx))
    const usual = { type: 'other', amount: 5, currency: 'EUR' }
    const isOwn = 'supplierId' in given && given.supplierId === 'own'
    const body = { ...usual, ...given, ...(isOwn && { supplierId: own }) }

    const res = await t.send('POST', '/payments', body)

    expect(res.status).toBe(422)
    const found = (await res.json()).errors.map((issue: { path: string }) => issue.path)
    expect(found).toEqual(paths)
    expect(await t.db.selectFrom('payment').select('id').execute()).toEqual([])
  })

  it('needs neither an order nor a supplier, as what customs and carriers get', async () => {
    await using t = await testApp(app, rights)

    const payment = await record(t, { type: 'duty_tax', amount: '1250', currency: 'EUR' })

    expect(payment).toMatchObject({ orderId: null, supplierId: null, amount: '1250.00' })
    expect(await (await t.send('GET', '/payments/summary')).json()).toMatchObject({
      currencies: [{ currency: 'EUR', outstanding: '1250.00' }],
      suppliers: [],
    })
  })

  it.each([
    ['JPY', 5, '5'],
    ['KWD', '1.001', '1.001'],
    ['EUR', '0.01', '0.01'],
    ['EUR', '900719925474.09', '900719925474.09'],
  ])('in %s over %s is stored with the digits of its currency', async (currency, amount, shown) => {
    await using t = await testApp(app, rights)
    const supplierId = await t.seed((tx) => seedSupplier(tx))

    const payment = await record(t, { supplierId, type: 'other', amount, currency })

    expect(payment).toMatchObject({ currency, amount: shown })
    expect(await (await t.send('GET', '/payments/summary')).json()).toMatchObject({
      currencies: [{ currency, outstanding: shown }],
    })
  })
})

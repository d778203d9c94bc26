import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { findPaidSums } from '#shared/repositories/payment-sums.ts'
import { record, seedOrder } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['payments:read', 'payments:write', 'payments:approve'] } as const

/** An order with a paid deposit of 300.00 EUR. */
async function paidDeposit(t: TestApp) {
  const order = await t.seed((tx) => seedOrder(tx))
  const deposit = { orderId: order.id, type: 'deposit', amount: 300, currency: 'EUR' }
  return record(t, { ...deposit, status: 'paid', paidOn: '2026-03-01' })
}

const refund = (t: TestApp, refundsId: string, amount: number | string, given: object = {}) =>
  t.send('POST', '/payments', { type: 'refund', refundsId, amount, ...given })

const read = async (t: TestApp, id: string) => (await t.send('GET', `/payments/${id}`)).json()

describe.each(databases)('a refund on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('takes back a part, and the rest makes the payment refunded', async () => {
    await using t = await open()
    const { id, orderId, supplierId } = await paidDeposit(t)

    const part = await refund(t, id, '100.50')
    const between = await read(t, id)
    const rest = await refund(t, id, '199.50', { currency: 'EUR', orderId, supplierId })

    expect([part.status, rest.status]).toEqual([201, 201])
    expect(await part.json()).toMatchObject({
      type: 'refund',
      status: 'paid',
      paidOn: '2026-03-02',
      refundsId: id,
      orderId,
      supplierId,
      currency: 'EUR',
    })
    expect(between).toMatchObject({ status: 'paid', refundedAmount: '100.50', amount: '300.00' })
    expect(await read(t, id)).toMatchObject({ status: 'refunded', refundedAmount: '300.00' })
    expect(await t.auditActions()).toEqual([
      'payment.CREATE',
      'payment.UPDATE',
      'payment.CREATE',
      'payment.UPDATE',
      'payment.CREATE',
      'payment.STATUS',
    ])
  })

  it('that names no payment takes back a part of what was paid for the goods', async () => {
    await using t = await open()
    const { id, orderId, supplierId } = await paidDeposit(t)

    const res = await t.send('POST', '/payments', { type: 'refund', orderId, amount: 50 })
    await record(t, { type: 'refund', supplierId, amount: 5, currency: 'EUR' })

    expect(res.status).toBe(201)
    expect(await res.json()).toMatchObject({ refundsId: null, status: 'paid', supplierId })
    expect(await read(t, id)).toMatchObject({ status: 'paid', refundedAmount: '0.00' })
    expect(await findPaidSums(t.db, [orderId])).toEqual(
      new Map([[orderId, { paid: 2_500_000, deposits: 3_000_000, openDeposits: 0 }]]),
    )
    const summary = await (await t.send('GET', '/payments/summary')).json()
    expect(summary.currencies).toMatchObject([{ currency: 'EUR', paid: '245.00' }])
  })

  it('takes back no more than is left, and leaves no trace when it asks for more', async () => {
    await using t = await open()
    const { id } = await paidDeposit(t)
    await refund(t, id, 200)
    const before = await t.db.selectFrom('payment').selectAll().orderBy('id').execute()

    const tooMuch = await refund(t, id, '100.01')
    const never = await refund(t, id, '300.01')

    expect(tooMuch.status).toBe(409)
    expect(await tooMuch.json()).toMatchObject({ type: '/problems/conflict', refundable: '100.00' })
    expect(never.status).toBe(422)
    expect((await never.json()).errors).toMatchObject([{ path: 'amount' }])
    expect(await t.db.selectFrom('payment').selectAll().orderBy('id').execute()).toEqual(before)
  })

  it('is accepted once when two take back all of it at the same time', async () => {
    await using t = await open()
    const { id } = await paidDeposit(t)

    const answers = await Promise.all(Array.from({ length: 8 }, () => refund(t, id, 300)))

    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([201, ...Array<number>(7).fill(409)])
    expect(await read(t, id)).toMatchObject({ status: 'refunded', refundedAmount: '300.00' })
    const rows = await t.db.selectFrom('payment').select(['type', 'amount']).execute()
    expect(rows.filter(({ type }) => type === 'refund')).toEqual([
      { type: 'refund', amount: 300_0000 },
    ])
  })

  it('adds up to the amount when many take back a part of it at the same time', async () => {
    await using t = await open()
    const { id } = await paidDeposit(t)

    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(t, id, 60)))

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
    expect(await read(t, id)).toMatchObject({ status: 'refunded', refundedAmount: '300.00' })
  })

  it('makes the payment refunded, however many parts are marked as paid at the same time', async () => {
    await using t = await open()
    for (let round = 0; round < 4; round++) {
      const { id } = await paidDeposit(t)
      const parts: string[] = []
      for (let part = 0; part < 4; part++) {
        const planned = await refund(t, id, 75, { status: 'planned' })
        parts.push((await planned.json()).id)
      }

      const answers = await Promise.all(
        parts.map((part) => t.send('POST', `/payments/${part}/status`, { status: 'paid' })),
      )

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect(await read(t, id)).toMatchObject({ status: 'refunded', refundedAmount: '300.00' })
    }
  })

  it('that is only planned sets its amount aside until it is cancelled or removed', async () => {
    await using t = await open()
    const { id } = await paidDeposit(t)
    const planned = await (await refund(t, id, 300, { status: 'planned' })).json()

    expect(await read(t, id)).toMatchObject({ status: 'paid', refundedAmount: '300.00' })
    expect((await refund(t, id, 1)).status).toBe(409)
    await t.send('POST', `/payments/${planned.id}/status`, { status: 'cancelled' })
    expect(await read(t, id)).toMatchObject({ status: 'paid', refundedAmount: '0.00' })
    await t.send('DELETE', `/payments/${planned.id}`)
    expect(await read(t, id)).toMatchObject({ refundedAmount: '0.00' })

    const second = await (await refund(t, id, 200, { status: 'planned' })).json()
    const raised = await t.send('PATCH', `/payments/${second.id}`, { amount: 300 })
    const tooFar = await t.send('PATCH', `/payments/${second.id}`, { amount: 301 })
    expect([raised.status, tooFar.status]).toEqual([200, 409])
    const paid = await t.send('POST', `/payments/${second.id}/status`, { status: 'paid' })
    expect(await paid.json()).toMatchObject({ status: 'paid', amount: '300.00' })
    expect(await read(t, id)).toMatchObject({ status: 'refunded', refundedAmount: '300.00' })
  })

  it('that is removed gives back what it set aside', async () => {
    await using t = await open()
    const { id } = await paidDeposit(t)
    const planned = await (await refund(t, id, 120, { status: 'planned' })).json()

    expect((await t.send('DELETE', `/payments/${planned.id}`)).status).toBe(204)

    expect(await read(t, id)).toMatchObject({ status: 'paid', refundedAmount: '0.00' })
    expect(await t.db.selectFrom('payment').select('id').execute()).toEqual([{ id }])
  })
})

describe('a refund', () => {
  it.each(['planned', 'approved', 'sent', 'cancelled', 'failed'] as const)(
    'takes nothing back of a payment that is %s',
    async (status) => {
      await using t = await testApp(app, rights)
      const { id } = await paidDeposit(t)
      await t.seed((tx) => tx.updateTable('payment').set({ status }).where('id', '=', id).execute())

      const res = await refund(t, id, 5)

      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({
        type: '/problems/illegal-state',
        paymentStatus: status,
      })
      expect(await t.db.selectFrom('payment').select('id').execute()).toEqual([{ id }])
    },
  )

  it('takes back no refund, and nothing in the name of somebody else', async () => {
    await using t = await testApp(app, rights)
    const { id } = await paidDeposit(t)
    const { orderId } = await paidDeposit(t)
    const { id: refundId } = await (await refund(t, id, 10)).json()

    const ofRefund = await refund(t, refundId, 10)
    const ofAnother = await refund(t, id, 10, { orderId, currency: 'USD' })

    expect([ofRefund.status, ofAnother.status]).toEqual([422, 422])
    expect((await ofRefund.json()).errors).toMatchObject([{ path: 'refundsId' }])
    const { errors } = await ofAnother.json()
    expect(errors).toMatchObject([{ path: 'orderId' }, { path: 'currency' }])
  })

  it('needs no approval, because the money comes in', async () => {
    await using t = await testApp(app, rights)
    const { id } = await paidDeposit(t)
    t.token = await t.tokenFor(['payments:read', 'payments:write'])

    expect((await refund(t, id, 300)).status).toBe(201)
    expect(await read(t, id)).toMatchObject({ status: 'refunded' })
  })

  it('can become nothing else, and nothing else a refund', async () => {
    await using t = await testApp(app, rights)
    const { id, orderId } = await paidDeposit(t)
    const planned = await (await refund(t, id, 10, { status: 'planned' })).json()
    const fee = await record(t, { orderId, type: 'fee', amount: 5 })

    const first = await t.send('PATCH', `/payments/${planned.id}`, { type: 'fee' })
    const second = await t.send('PATCH', `/payments/${fee.id}`, { type: 'refund', currency: 'USD' })

    expect([first.status, second.status]).toEqual([422, 422])
    expect((await second.json()).errors).toMatchObject([{ path: 'type' }, { path: 'currency' }])
  })
})

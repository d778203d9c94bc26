import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { mutate } from '#shared/audit/mutate.ts'
import type { AuditTrail } from '#shared/audit/trail.ts'
import type { Tx } from '#shared/db/types.ts'
import { AppError } from '#shared/errors.ts'
import type { PurchaseOrderRow } from '#shared/repositories/purchase-orders.ts'
import { databases } from '#shared/testing/databases.ts'
import { seedOrder, seedPayment } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import {
  cancelPlan,
  noteTrigger,
  paymentProgress,
  paymentProgressOf,
  planPayments,
  requireBalancePaid,
  requireDepositPaid,
  requireNothingUnpaid,
} from './for-orders.ts'

const today = '2026-03-02'

/** Work as the orders do it: in their mutation, which may turn out to change nothing. */
function inMutation(t: TestApp, work: (tx: Tx, audit: AuditTrail) => Promise<void>): Promise<void> {
  return mutate(t.systemCtx(), async (tx, audit) => {
    audit.nothingChanged()
    await work(tx, audit)
  })
}

const plan = (t: TestApp, order: PurchaseOrderRow) =>
  inMutation(t, (tx, audit) => planPayments(t.systemCtx(), tx, audit, order, { today }))

/** The payments of an order in short. */
async function planned(t: TestApp, orderId: string): Promise<string[]> {
  const rows = await t.db
    .selectFrom('payment')
    .select(['type', 'amount', 'currency', 'dueOn', 'status'])
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute()
  return rows.map(
    ({ type, amount, currency, dueOn, status }) =>
      `${type} ${amount / 10_000} ${currency} ${dueOn ?? 'waits'} ${status}`,
  )
}

/** The gate that refused, with what it said; undefined when it let pass. */
async function gate(t: TestApp, work: (tx: Tx) => Promise<void>) {
  try {
    await inMutation(t, work)
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.code === 'ILLEGAL_STATE') return error.details
    throw error
  }
}

describe.each(databases)('the plan of an order on %s', (database) => {
  it('is made from its terms once, with dates for what has happened', async () => {
    await using t = await testApp(app, { database })
    const order = await t.seed((tx) => seedOrder(tx, { terms: '30/40/30', total: 1_000_0100 }))

    await plan(t, order)
    await plan(t, order)

    expect(await planned(t, order.id)).toEqual([
      'deposit 300 EUR 2026-03-02 planned',
      'progress 400 EUR waits planned',
      'balance 300.01 EUR waits planned',
    ])
    const rows = await t.db.selectFrom('payment').selectAll().execute()
    expect(rows[0]).toMatchObject({ supplierId: order.supplierId, planned: 1, version: 1 })
    expect(rows[0]?.notes).toContain('the dates are assumed')
    expect(await t.auditActions()).toEqual(Array<string>(3).fill('payment.CREATE'))
  })

  it.each([
    ['2026-03-31', '2026-04-30'],
    ['2026-03-28', '2026-04-27'],
    ['2026-12-31', '2027-01-30'],
    ['2028-01-30', '2028-02-29'],
  ])('waits for what happens on %s and is due on %s', async (day, due) => {
    await using t = await testApp(app, { database })
    const order = await t.seed((tx) => seedOrder(tx, { terms: '20/80 net 30 after receipt' }))
    await plan(t, order)

    const note = (trigger: 'arrival' | 'receipt', on: string) =>
      inMutation(t, (tx, audit) => noteTrigger(t.systemCtx(), tx, audit, order, trigger, on))
    await note('arrival', day)
    await note('receipt', day)
    await note('receipt', '2029-01-01')

    expect(await planned(t, order.id)).toEqual([
      'deposit 200 EUR 2026-03-02 planned',
      `balance 800 EUR ${due} planned`,
    ])
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.CREATE', 'payment.UPDATE'])
  })

  it('follows the order, but leaves what was paid, approved or edited', async () => {
    await using t = await testApp(app, {
      database,
      permissions: ['payments:write', 'payments:approve'],
    })
    const order = await t.seed((tx) => seedOrder(tx, { terms: '30/40/30' }))
    await plan(t, order)
    const [deposit] = await t.db.selectFrom('payment').select('id').orderBy('id').execute()
    await t.send('POST', `/payments/${deposit?.id ?? ''}/status`, { status: 'paid' })

    await plan(t, { ...order, total: 1_500_0000 })
    const raised = await planned(t, order.id)
    await plan(t, { ...order, terms: '30/70 before shipment' })

    expect(raised).toEqual([
      'deposit 300 EUR 2026-03-02 paid',
      'progress 600 EUR waits planned',
      'balance 450 EUR waits planned',
      'deposit 150 EUR 2026-03-02 planned',
    ])
    expect(await planned(t, order.id)).toEqual([
      'deposit 300 EUR 2026-03-02 paid',
      'balance 700 EUR waits planned',
    ])
  })

  it('leaves the amount and day that a person set, not what only has a note', async () => {
    await using t = await testApp(app, { database, permissions: ['payments:write'] })
    const order = await t.seed((tx) => seedOrder(tx, { terms: '30/70 before shipment' }))
    await plan(t, order)
    const rows = await t.db.selectFrom('payment').select('id').orderBy('id').execute()
    const [deposit = '', balance = ''] = rows.map(({ id }) => id)

    const edited = await t.send('PATCH', `/payments/${deposit}`, { amount: 200 })
    const noted = await t.send('PATCH', `/payments/${balance}`, { notes: 'by letter of credit' })
    await plan(t, order)

    expect(await edited.json()).toMatchObject({ planned: false, amount: '200.00' })
    expect(await noted.json()).toMatchObject({ planned: true, dueTrigger: 'shipment' })
    expect(await planned(t, order.id)).toEqual([
      'deposit 200 EUR 2026-03-02 planned',
      'balance 700 EUR waits planned',
      'deposit 100 EUR 2026-03-02 planned',
    ])
  })

  it('counts what was paid before the order was confirmed', async () => {
    await using t = await testApp(app, { database })
    const order = await t.seed(async (tx) => {
      const made = await seedOrder(tx, { terms: '30/70 before shipment' })
      const { id: orderId, supplierId } = made
      await seedPayment(tx, {
        orderId,
        supplierId,
        type: 'deposit',
        amount: 300_0000,
        status: 'paid',
      })
      await seedPayment(tx, { orderId, supplierId, type: 'freight', amount: 90_0000 })
      return made
    })

    await plan(t, order)

    expect(await planned(t, order.id)).toEqual([
      'deposit 300 EUR waits paid',
      'freight 90 EUR waits planned',
      'balance 700 EUR waits planned',
    ])
  })

  it('has nothing to plan for an order of nothing, and is cancelled with its order', async () => {
    await using t = await testApp(app, { database })
    const free = await t.seed((tx) => seedOrder(tx, { total: 0 }))
    const order = await t.seed((tx) => seedOrder(tx, { terms: 'as always' }))
    await plan(t, free)
    await plan(t, order)

    await inMutation(t, (tx, audit) => cancelPlan(t.systemCtx(), tx, audit, order))

    expect(await planned(t, free.id)).toEqual([])
    expect(await planned(t, order.id)).toEqual(['full 1000 EUR waits cancelled'])
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.STATUS'])
  })
})

describe.each(databases)('the gates of an order on %s', (database) => {
  it('open as it is paid, and close again when it is refunded', async () => {
    await using t = await testApp(app, {
      database,
      permissions: ['payments:write', 'payments:approve'],
    })
    const order = await t.seed((tx) => seedOrder(tx, { terms: '30/70 before shipment' }))
    const pay = async (body: object) =>
      (await t.send('POST', '/payments', { orderId: order.id, ...body })).json()
    const gates = async () => [
      await gate(t, (tx) => requireDepositPaid(tx, order)),
      await gate(t, (tx) => requireBalancePaid(tx, order)),
      await gate(t, (tx) => requireNothingUnpaid(tx, order)),
    ]

    expect(await gates()).toMatchObject([
      { gate: 'deposit_paid', required: '300.00', paid: '0.00', currency: 'EUR' },
      { gate: 'balance_paid', required: '1000.00', paid: '0.00' },
      { gate: 'nothing_unpaid', outstanding: '1000.00' },
    ])
    await pay({ type: 'freight', amount: 300, status: 'paid' })
    await pay({ type: 'deposit', amount: '299.99', status: 'paid' })
    await pay({ type: 'deposit', amount: 5, status: 'sent' })
    expect(await gates()).toMatchObject([{ paid: '299.99' }, {}, {}])
    const cent = await pay({ type: 'other', amount: '0.01', status: 'paid' })
    expect(await gates()).toMatchObject([undefined, { paid: '300.00' }, {}])
    await pay({ type: 'balance', amount: 650, status: 'paid' })
    await pay({ type: 'credit', amount: 50 })
    expect(await gates()).toEqual([undefined, undefined, undefined])
    await pay({ type: 'refund', refundsId: cent.id, amount: '0.01' })
    expect(await gates()).toMatchObject([undefined, { paid: '999.99' }, { outstanding: '0.01' }])
  })

  it('hold the end for costs that are not paid, though the total is', async () => {
    await using t = await testApp(app, { database })
    const { order, duty } = await t.seed(async (tx) => {
      const made = await seedOrder(tx)
      const { id: orderId, supplierId } = made
      await seedPayment(tx, {
        orderId,
        supplierId,
        type: 'full',
        amount: made.total,
        status: 'paid',
      })
      await seedPayment(tx, { orderId, supplierId, type: 'fee', status: 'cancelled' })
      return { order: made, duty: await seedPayment(tx, { orderId, supplierId, type: 'duty_tax' }) }
    })

    expect(await gate(t, (tx) => requireNothingUnpaid(tx, order))).toMatchObject({
      outstanding: '0.00',
      openPayments: [duty.id],
    })
  })
})

describe.each(databases)('the payment progress of orders on %s', (database) => {
  it('counts what pays the goods, less what was taken back of it', async () => {
    await using t = await testApp(app, {
      database,
      permissions: ['payments:write', 'payments:approve'],
    })
    const order = await t.seed((tx) => seedOrder(tx))
    const other = await t.seed((tx) => seedOrder(tx, { total: 50_0000, currency: 'USD' }))
    const pay = async (body: object) =>
      (await t.send('POST', '/payments', { orderId: order.id, status: 'paid', ...body })).json()
    const progress = async () => {
      const { status, paid, outstanding } = await paymentProgress(t.db, order)
      return [status, paid / 10_000, outstanding / 10_000]
    }

    expect(await progress()).toEqual(['unpaid', 0, 1000])
    const freight = await pay({ type: 'freight', amount: 80 })
    expect(await progress()).toEqual(['unpaid', 0, 1000])
    const deposit = await pay({ type: 'deposit', amount: 300 })
    expect(await progress()).toEqual(['deposit_paid', 300, 700])
    await pay({ type: 'refund', refundsId: freight.id, amount: 80 })
    expect(await progress()).toEqual(['deposit_paid', 300, 700])
    await pay({ type: 'refund', refundsId: deposit.id, amount: 100 })
    expect(await progress()).toEqual(['deposit_paid', 200, 800])
    await pay({ type: 'progress', amount: 500 })
    expect(await progress()).toEqual(['partially_paid', 700, 300])
    await pay({ type: 'credit', amount: 300 })
    expect(await progress()).toEqual(['paid', 1000, 0])
    await pay({ type: 'other', amount: 1 })
    expect(await progress()).toEqual(['overpaid', 1001, 0])
    await pay({ type: 'refund', refundsId: deposit.id, amount: 200 })
    expect(await progress()).toEqual(['partially_paid', 801, 199])

    const both = await paymentProgressOf(t.db, [order, other])
    expect([...both]).toEqual([
      [order.id, { status: 'partially_paid', paid: 801_0000, outstanding: 199_0000 }],
      [other.id, { status: 'unpaid', paid: 0, outstanding: 50_0000 }],
    ])
    expect(await paymentProgressOf(t.db, [])).toEqual(new Map())
  })
})

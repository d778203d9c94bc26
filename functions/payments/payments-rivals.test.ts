import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Tx } from '#shared/db/types.ts'
import { lockOrder } from '#shared/repositories/purchase-orders.ts'
import type { Order } from '#shared/schemas/orders.ts'
import type { Payment } from '#shared/schemas/payments.ts'
import { addOrder, ask, buyerRights } from '#shared/testing/order-maker.ts'
import { seedPayment } from '#shared/testing/payments.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

// SQLite makes one change after the other, so only PostgreSQL lets two clerks meet.
const open = () => testApp(app, { permissions: buyerRights, database: 'postgres' })

const deposit = { type: 'deposit', status: 'paid' } as const

/** An order of 125.00 EUR on `20/80 before shipment`, in a stage. */
async function orderIn(t: TestApp, stage?: string): Promise<Order> {
  const order = await addOrder(t, { terms: '20/80 before shipment' })
  if (stage === undefined) return order
  return ask(t, 'POST', `/orders/${order.id}/transition`, { stage })
}

/** What recording a deposit of 25.00 EUR does to the database. */
async function payDeposit(tx: Tx, order: Order): Promise<void> {
  await lockOrder(tx, order.id)
  const { id: orderId, supplierId, currency } = order
  const row = { orderId, supplierId, currency, paidOn: '2026-03-02', amount: 25_0000 }
  await seedPayment(tx, { ...deposit, ...row })
}

/** Sends a request while somebody else has not committed yet, and lets them commit. */
async function sendMeanwhile(
  t: TestApp,
  work: (tx: Tx) => Promise<unknown>,
  send: () => Promise<Response>,
): Promise<Response> {
  const commit = await uncommitted(t, work)
  const sending = send()
  await untilSomebodyWaits(t)
  await commit()
  return sending
}

async function paymentsOf(t: TestApp, { id }: { id: string }): Promise<Payment[]> {
  const res = await t.send('GET', `/payments?orderId=${id}&sort=createdAt`)
  return (await res.json()).items
}

/** The payments of an order in short. */
async function inShort(t: TestApp, order: Order): Promise<string[]> {
  return (await paymentsOf(t, order)).map(
    ({ type, amount, currency, status }) => `${type} ${amount} ${currency} ${status}`,
  )
}

describe('a deposit that is recorded while its order', () => {
  it('is being confirmed is not planned once more', async () => {
    await using t = await open()
    const order = await orderIn(t, 'ordered')

    const res = await sendMeanwhile(
      t,
      (tx) => payDeposit(tx, order),
      () => t.send('POST', `/orders/${order.id}/advance`),
    )

    expect(res.status).toBe(200)
    expect(await inShort(t, order)).toEqual([
      'deposit 25.00 EUR paid',
      'balance 100.00 EUR planned',
    ])
  })

  it('was confirmed by somebody else is taken off its plan', async () => {
    await using t = await open()
    const order = await orderIn(t, 'ordered')
    const { id: orderId, supplierId } = order
    const confirm = async (tx: Tx) => {
      const set = { stage: 'confirmed', version: order.version + 1 } as const
      await tx.updateTable('purchaseOrder').set(set).where('id', '=', orderId).execute()
      const due = { dueTrigger: 'confirmation', planned: 1 } as const
      await seedPayment(tx, { ...due, orderId, supplierId, type: 'deposit', amount: 25_0000 })
    }

    const res = await sendMeanwhile(t, confirm, () =>
      t.send('POST', '/payments', { ...deposit, orderId, amount: 25 }),
    )

    expect(res.status).toBe(201)
    expect(await inShort(t, order)).toEqual(['deposit 25.00 EUR paid'])
  })

  it('gets another currency keeps the order as it is', async () => {
    await using t = await open()
    const order = await orderIn(t)

    const res = await sendMeanwhile(
      t,
      (tx) => payDeposit(tx, order),
      () => t.send('PATCH', `/orders/${order.id}`, { currency: 'USD' }),
    )

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/conflict', fields: ['currency'] })
  })

  it('got another currency is in that one', async () => {
    await using t = await open()
    const order = await orderIn(t)
    const set = { currency: 'USD', version: order.version + 1 }

    const res = await sendMeanwhile(
      t,
      (tx) => tx.updateTable('purchaseOrder').set(set).where('id', '=', order.id).execute(),
      () => t.send('POST', '/payments', { ...deposit, orderId: order.id, amount: 25 }),
    )

    expect(res.status).toBe(201)
    expect(await inShort(t, order)).toEqual(['deposit 25.00 USD paid'])
  })
})

describe('two payments of one order', () => {
  it('that are paid at the same moment leave of its plan what both leave', async () => {
    await using t = await open()
    const order = await orderIn(t, 'confirmed')
    const { id: orderId } = order
    for (const type of ['other', 'progress'] as const) {
      await t.send('POST', '/payments', { orderId, type, amount: 20, status: 'approved' })
    }
    const [, , one, two] = await paymentsOf(t, order)
    const pay = async (tx: Tx) => {
      await lockOrder(tx, orderId)
      const set = { status: 'paid', paidOn: '2026-03-02', version: 2 } as const
      await tx
        .updateTable('payment')
        .set(set)
        .where('id', '=', one?.id ?? '')
        .execute()
    }

    const res = await sendMeanwhile(t, pay, () =>
      t.send('POST', `/payments/${two?.id ?? ''}/status`, { status: 'paid' }),
    )

    expect(res.status).toBe(200)
    expect(await inShort(t, order)).toEqual([
      'balance 85.00 EUR planned',
      'other 20.00 EUR paid',
      'progress 20.00 EUR paid',
    ])
  })
})

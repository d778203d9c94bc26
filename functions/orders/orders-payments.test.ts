import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Order } from '#shared/schemas/orders.ts'
import type { Payment } from '#shared/schemas/payments.ts'
import { databases } from '#shared/testing/databases.ts'
import { addSupplier } from '#shared/testing/goods.ts'
import { addOrder, ask, buyerRights } from '#shared/testing/order-maker.ts'
import { record } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: [...buyerRights, 'inventory:write'] } as const
const DAY_MS = 86_400_000

/** Moves an order of 125.00 EUR, forward or one step back. */
const move = (t: TestApp, { id }: { id: string }, stage: string, fields: object = {}) =>
  ask(t, 'POST', `/orders/${id}/transition`, { stage, reason: 'because', ...fields })

async function paymentsOf(t: TestApp, { id }: { id: string }): Promise<Payment[]> {
  const res = await t.send('GET', `/payments?orderId=${id}&sort=createdAt`)
  expect(res.status).toBe(200)
  return (await res.json()).items
}

/** The payments of an order in short. */
async function plan(t: TestApp, order: { id: string }): Promise<string[]> {
  return (await paymentsOf(t, order)).map(
    ({ type, amount, dueOn, status }) => `${type} ${amount} ${dueOn ?? 'waits'} ${status}`,
  )
}

async function receiveAll(t: TestApp, { id: orderId }: Order): Promise<string> {
  const res = await t.send('POST', '/inventory/receive', { orderId })
  expect(res.status, await res.clone().text()).toBe(201)
  return (await res.json()).movements[0].id
}

describe.each(databases)('the due days of an order on %s', (database) => {
  it('count from the day on which it was sent, where the terms do', async () => {
    await using t = await testApp(app, { ...rights, database })
    await ask(t, 'PATCH', '/settings', { timeZone: 'Pacific/Kiritimati' })
    const order = await addOrder(t, { terms: '20% with order, 80% net 30 after order date' })
    await move(t, order, 'ordered', { sentAt: '2026-02-19T10:00:00Z' })

    await move(t, order, 'confirmed')

    expect(await plan(t, order)).toEqual([
      'deposit 25.00 2026-02-20 planned',
      'balance 100.00 2026-03-22 planned',
    ])
  })
})

describe('the due days of an order', () => {
  it('follow the day of arrival when it is put right, but where somebody set another', async () => {
    await using t = await testApp(app, rights)
    const order = await addOrder(t, { terms: '20% on arrival, 80% 30 days after arrival' })
    await move(t, order, 'customs', { arrivedOn: '2026-03-01' })
    const [first] = await paymentsOf(t, order)
    await t.send('PATCH', `/payments/${first?.id ?? ''}`, { dueOn: '2026-03-15' })

    await ask(t, 'PATCH', `/orders/${order.id}`, { arrivedOn: '2026-02-27' })

    expect(await plan(t, order)).toEqual([
      'progress 25.00 2026-03-15 planned',
      'balance 100.00 2026-03-29 planned',
    ])
  })
})

describe.each(databases)('a payment that is recorded beside the plan on %s', (database) => {
  const open = async (terms: string) => {
    const t = await testApp(app, { ...rights, database })
    const order = await addOrder(t, { terms })
    await move(t, order, 'confirmed')
    return { t, order }
  }
  const read = async (t: TestApp, { id }: { id: string }) => ask(t, 'GET', `/orders/${id}`)

  it('stands for what was planned, as soon as it is paid', async () => {
    const { t, order } = await open('20/80 before shipment')
    await using _ = t
    const deposit = { orderId: order.id, type: 'deposit', amount: 25 }

    const { id } = await record(t, { ...deposit, status: 'approved' })
    const approved = await plan(t, order)
    await t.send('POST', `/payments/${id}/status`, { status: 'paid' })

    expect(approved).toHaveLength(3)
    expect(await plan(t, order)).toEqual([
      'balance 100.00 waits planned',
      'deposit 25.00 waits paid',
    ])
    expect(await read(t, order)).toMatchObject({ paymentStatus: 'deposit_paid', paid: '25.00' })
    t.advance(DAY_MS)
    const overdue = await t.send('GET', '/payments?overdue=true')
    expect((await overdue.json()).items).toEqual([])
    const { currencies } = await (await t.send('GET', '/payments/summary')).json()
    expect(currencies).toMatchObject([{ outstanding: '100.00', overdue: '0.00' }])
  })

  it('shortens the plan by what it is worth, and leaves what somebody decided on', async () => {
    const { t, order } = await open('20/30/50 net 30 after receipt')
    await using _ = t
    const [deposit] = await paymentsOf(t, order)
    await t.send('POST', `/payments/${deposit?.id ?? ''}/status`, { status: 'approved' })

    await record(t, { orderId: order.id, type: 'balance', amount: '12.5', status: 'paid' })
    await record(t, { orderId: order.id, type: 'credit', amount: 60 })
    await record(t, { orderId: order.id, type: 'freight', amount: 90, status: 'paid' })

    expect(await plan(t, order)).toEqual([
      'deposit 25.00 2026-03-02 approved',
      'progress 27.50 waits planned',
      'balance 12.50 waits paid',
      'credit 60.00 waits paid',
      'freight 90.00 waits paid',
    ])
  })

  it('of all of it leaves nothing to be planned', async () => {
    const { t, order } = await open('20/80')
    await using _ = t

    await record(t, { orderId: order.id, type: 'full', amount: 125, status: 'paid' })

    expect(await plan(t, order)).toEqual(['full 125.00 waits paid'])
    expect((await t.auditActions()).slice(-3)).toEqual([
      'payment.CREATE',
      'payment.DELETE',
      'payment.DELETE',
    ])
  })
})

describe.each(databases)('a draft that payments name, on %s', (database) => {
  it('keeps their supplier and currency until they are gone', async () => {
    await using t = await testApp(app, { ...rights, database })
    const order = await addOrder(t)
    const { id: supplierId } = await addSupplier(t, { name: 'Best' })
    const { id } = await record(t, { orderId: order.id, type: 'deposit', amount: 25 })
    const other = { supplierId, currency: 'USD' }

    const refused = await t.send('PATCH', `/orders/${order.id}`, other)
    const noted = await ask(t, 'PATCH', `/orders/${order.id}`, { currency: 'EUR', notes: 'soon' })
    await t.send('DELETE', `/payments/${id}`)
    const changed = await ask(t, 'PATCH', `/orders/${order.id}`, other)

    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      type: '/problems/conflict',
      fields: ['supplierId', 'currency'],
    })
    expect(noted).toMatchObject({ notes: 'soon', currency: 'EUR' })
    expect(changed).toMatchObject(other)
  })
})

describe.each(databases)('the payments of an order that is cancelled on %s', (database) => {
  it('are cancelled when they are merely planned for the goods, whoever planned them', async () => {
    await using t = await testApp(app, { ...rights, database })
    const order = await addOrder(t, { terms: '20/80' })
    await move(t, order, 'confirmed')
    const [, balance] = await paymentsOf(t, order)
    await t.send('PATCH', `/payments/${balance?.id ?? ''}`, { dueOn: '2026-05-01' })
    const own = { orderId: order.id, amount: 10 }
    await record(t, { ...own, type: 'progress', status: 'approved' })
    await record(t, { ...own, type: 'other' })
    await record(t, { ...own, type: 'fee' })
    await record(t, { ...own, type: 'credit', status: 'planned' })

    const cancelled = await ask(t, 'POST', `/orders/${order.id}/cancel`, { reason: 'too late' })

    expect(cancelled).toMatchObject({ total: '125.00', paid: '0.00', outstanding: '0.00' })
    expect(await plan(t, order)).toEqual([
      'deposit 25.00 2026-03-02 cancelled',
      'balance 100.00 2026-05-01 cancelled',
      'progress 10.00 waits approved',
      'other 10.00 waits cancelled',
      'fee 10.00 waits planned',
      'credit 10.00 waits planned',
    ])
  })
})

describe.each(databases)('the payments of an order that goes back on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('wait again for what did not happen after all', async () => {
    await using t = await open()
    const order = await addOrder(t, { terms: '20/80 net 30 after shipment' })
    await move(t, order, 'confirmed')
    const [deposit] = await paymentsOf(t, order)
    await t.send('POST', `/payments/${deposit?.id ?? ''}/status`, { status: 'paid' })
    await move(t, order, 'shipped')
    const shipped = await plan(t, order)

    await move(t, order, 'in_production')
    const back = await plan(t, order)
    t.advance(10 * DAY_MS)
    await move(t, order, 'shipped')

    expect(shipped).toEqual(['deposit 25.00 2026-03-02 paid', 'balance 100.00 2026-04-01 planned'])
    expect(back).toEqual(['deposit 25.00 2026-03-02 paid', 'balance 100.00 waits planned'])
    expect(await plan(t, order)).toEqual([
      'deposit 25.00 2026-03-02 paid',
      'balance 100.00 2026-04-11 planned',
    ])
  })

  it('are planned anew with its next confirmation, but for those that somebody decided on', async () => {
    await using t = await open()
    const order = await addOrder(t, { terms: '20/30/50 before shipment' })
    await move(t, order, 'confirmed')
    const [deposit] = await paymentsOf(t, order)
    await t.send('POST', `/payments/${deposit?.id ?? ''}/status`, { status: 'approved' })

    await move(t, order, 'ordered')
    const back = await plan(t, order)
    await ask(t, 'PATCH', `/orders/${order.id}`, { terms: '20/80 before shipment' })
    t.advance(DAY_MS)
    await move(t, order, 'confirmed')

    expect(back).toEqual(['deposit 25.00 waits approved'])
    expect(await plan(t, order)).toEqual([
      'deposit 25.00 2026-03-03 approved',
      'balance 100.00 waits planned',
    ])
  })

  it('count from the receipt that holds, not from one that was taken back', async () => {
    await using t = await open()
    const order = await addOrder(t, { terms: 'net 30 after receipt' })
    await move(t, order, 'customs')
    const movement = await receiveAll(t, order)
    const received = await plan(t, order)

    const undone = await t.send('POST', `/inventory/movements/${movement}/reverse`, {
      reason: 'wrong box',
    })
    const back = await plan(t, order)
    t.advance(5 * DAY_MS)
    await receiveAll(t, order)

    expect(undone.status).toBe(201)
    expect(received).toEqual(['full 125.00 2026-04-01 planned'])
    expect(back).toEqual(['full 125.00 waits planned'])
    expect(await plan(t, order)).toEqual(['full 125.00 2026-04-06 planned'])
  })
})

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Tx } from '#shared/db/types.ts'
import { newId } from '#shared/ids.ts'
import type { PurchaseOrderRow } from '#shared/repositories/purchase-orders.ts'
import { databases } from '#shared/testing/databases.ts'
import { record, seedOrder, seedPayment, seedSupplier } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = {
  permissions: ['payments:read', 'payments:write', 'payments:approve', 'products:write'],
} as const

const summaryOf = async (t: TestApp) => {
  const res = await t.send('GET', '/payments/summary')
  expect(res.status).toBe(200)
  return res.json()
}

/** A line over the whole subtotal of the order, a part of it received. */
async function seedLine(tx: Tx, order: PurchaseOrderRow, productId: string, received: number) {
  await tx
    .insertInto('purchaseOrderLine')
    .values({
      id: newId('orderLine'),
      orderId: order.id,
      position: 1,
      productId,
      sku: 'A',
      name: 'A',
      quantity: 10_000,
      unitCost: order.subtotal / 10,
      discountPercent: 0,
      lineTotal: order.subtotal,
      receivedQuantity: received,
      rejectedQuantity: 0,
      cancelledQuantity: 0,
    })
    .execute()
}

describe.each(databases)('the summary of payments on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('is empty as long as there are none', async () => {
    await using t = await open()

    expect(await summaryOf(t)).toEqual({
      today: '2026-03-02',
      currencies: [],
      months: [],
      suppliers: [],
    })
  })

  it('adds up what is paid, owed, overdue and due soon, and never mixes currencies', async () => {
    await using t = await open()
    await t.seed(async (tx) => {
      const supplierId = await seedSupplier(tx)
      const due = (dueOn: string | null, given: object = {}) =>
        seedPayment(tx, { supplierId, dueOn, ...given })
      await due('2026-03-01')
      await due('2026-02-01', { status: 'failed', amount: 10_0000 })
      await due('2026-03-02', { status: 'sent', amount: 1_0000 })
      await due('2026-03-09', { status: 'approved', amount: 2_0000 })
      await due('2026-03-10', { amount: 4_0000 })
      await due('2026-04-01', { amount: 8_0000 })
      await due('2026-04-02', { amount: 16_0000 })
      await due(null, { amount: 32_0000, type: 'freight' })
      await due('2026-03-01', { status: 'cancelled' })
      await due('2026-03-01', { type: 'credit' })
      await due('2026-03-01', { status: 'paid', amount: 64_0000, paidOn: '2026-03-01' })
      await due('2026-03-03', { currency: 'JPY', amount: 5_0000 })
    })

    expect((await summaryOf(t)).currencies).toEqual([
      {
        currency: 'EUR',
        paid: '64.00',
        outstanding: '173.00',
        overdue: '110.00',
        dueIn7Days: '3.00',
        dueIn30Days: '15.00',
        goodsNotIn: '0.00',
      },
      {
        currency: 'JPY',
        paid: '0',
        outstanding: '5',
        overdue: '0',
        dueIn7Days: '5',
        dueIn30Days: '5',
        goodsNotIn: '0',
      },
    ])
  })

  it('owes of an order no more than its total less what was paid and credited', async () => {
    await using t = await open()
    const order = await t.seed(async (tx) => {
      const made = await seedOrder(tx)
      const { id: orderId, supplierId } = made
      await seedPayment(tx, { orderId, supplierId, amount: 300_0000, dueOn: '2026-02-01' })
      await seedPayment(tx, { orderId, supplierId, amount: 700_0000, dueOn: '2026-03-05' })
      await seedPayment(tx, { orderId, supplierId, type: 'freight', amount: 50_0000 })
      return made
    })
    const owed = async () => {
      const [sums] = (await summaryOf(t)).currencies
      return [sums.paid, sums.outstanding, sums.overdue, sums.dueIn7Days]
    }

    expect(await owed()).toEqual(['0.00', '1050.00', '300.00', '700.00'])
    await record(t, { orderId: order.id, type: 'credit', amount: 100 })
    expect(await owed()).toEqual(['0.00', '950.00', '300.00', '700.00'])
    const paid = await record(t, { orderId: order.id, type: 'other', amount: 800, status: 'paid' })
    expect(await owed()).toEqual(['800.00', '150.00', '100.00', '100.00'])
    await record(t, { refundsId: paid.id, type: 'refund', amount: 50 })
    expect(await owed()).toEqual(['750.00', '200.00', '150.00', '150.00'])
    await record(t, { orderId: order.id, type: 'other', amount: 900, status: 'paid' })
    expect(await owed()).toEqual(['1650.00', '50.00', '0.00', '0.00'])
  })

  it('tells the months apart, refunds in the month in which they came', async () => {
    await using t = await open()
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    const bill = { supplierId, type: 'fee', amount: 100, currency: 'EUR' }
    const january = await record(t, { ...bill, status: 'paid', paidOn: '2026-01-31' })
    await record(t, { ...bill, status: 'paid', paidOn: '2026-02-01' })
    await record(t, { ...bill, currency: 'USD', status: 'paid', paidOn: '2026-02-28' })
    await record(t, { ...bill, status: 'paid', paidOn: '2025-02-28' })
    await record(t, { type: 'refund', refundsId: january.id, amount: 100, paidOn: '2026-02-02' })
    await record(t, { ...bill, amount: 40, dueOn: '2026-02-15' })
    await record(t, { ...bill, amount: 60, dueOn: '2026-12-31' })
    await record(t, { ...bill, dueOn: '2027-04-01' })

    expect((await summaryOf(t)).months).toEqual([
      { month: '2026-01', currency: 'EUR', paid: '100.00', due: '0.00' },
      { month: '2026-02', currency: 'EUR', paid: '0.00', due: '40.00' },
      { month: '2026-02', currency: 'USD', paid: '100.00', due: '0.00' },
      { month: '2026-12', currency: 'EUR', paid: '0.00', due: '60.00' },
    ])
  })

  it('tells the suppliers apart, whom most is owed first', async () => {
    await using t = await open()
    const [first, second] = await t.seed(async (tx) => {
      const ids = [await seedSupplier(tx, 'Acme'), await seedSupplier(tx, 'Best')] as const
      await seedPayment(tx, { supplierId: ids[0], dueOn: '2026-02-01' })
      await seedPayment(tx, { supplierId: ids[1], amount: 500_0000 })
      await seedPayment(tx, { supplierId: ids[1], status: 'paid', currency: 'USD' })
      return ids
    })

    expect((await summaryOf(t)).suppliers).toEqual([
      sums(second, 'Best', 'EUR', ['0.00', '500.00', '0.00']),
      sums(first, 'Acme', 'EUR', ['0.00', '100.00', '100.00']),
      sums(second, 'Best', 'USD', ['100.00', '0.00', '0.00']),
    ])
  })

  it('says how much money is out for goods that are not in', async () => {
    await using t = await open()
    const res = await t.send('POST', '/products', { sku: 'A', name: 'A' })
    const { id: productId } = await res.json()
    await t.seed(async (tx) => {
      const paid = async (
        order: PurchaseOrderRow,
        received: number,
        amount: number,
        type = 'other',
      ) => {
        const { id: orderId, supplierId, currency } = order
        await seedLine(tx, order, productId, received)
        const given = { orderId, supplierId, currency, amount, type, status: 'paid' } as object
        await seedPayment(tx, given)
      }
      await paid(await seedOrder(tx), 2_500, 600_0000)
      await paid(await seedOrder(tx), 0, 20_0000)
      await paid(await seedOrder(tx), 10_000, 1_000_0000)
      await paid(await seedOrder(tx), 0, 500_0000, 'freight')
      await paid(await seedOrder(tx, { stage: 'completed' }), 0, 500_0000)
      await paid(await seedOrder(tx, { stage: 'cancelled' }), 0, 1_0000)
      await paid(await seedOrder(tx, { currency: 'USD' }), 0, 7_0000)
    })

    const { currencies } = await summaryOf(t)

    expect(currencies).toMatchObject([
      { currency: 'EUR', goodsNotIn: '371.00' },
      { currency: 'USD', goodsNotIn: '7.00' },
    ])
  })
})

const sums = (
  id: string,
  name: string,
  currency: string,
  [paid, outstanding, overdue]: string[],
) => ({
  supplierId: id,
  supplierName: name,
  currency,
  paid,
  outstanding,
  overdue,
})

describe('a supplier', () => {
  it('is not removed while payments or orders name it', async () => {
    await using t = await testApp(app, { permissions: ['suppliers:write'] })
    const order = await t.seed((tx) => seedOrder(tx))
    const supplierId = await t.seed((tx) => seedSupplier(tx, 'Best'))
    await t.seed((tx) => seedPayment(tx, { supplierId }))

    const bought = await t.send('DELETE', `/suppliers/${order.supplierId}`)
    const paid = await t.send('DELETE', `/suppliers/${supplierId}`)

    expect([bought.status, paid.status]).toEqual([409, 409])
    expect(await bought.json()).toMatchObject({ orders: 1, payments: 0 })
    expect(await paid.json()).toMatchObject({ orders: 0, payments: 1 })
    expect(await t.db.selectFrom('supplier').select('id').execute()).toHaveLength(2)
  })
})

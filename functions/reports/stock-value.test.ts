import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { formatAmount } from '#shared/domain/money.ts'
import { exactValue, roundExact } from '#shared/domain/stock-value.ts'
import type { StockValueReport } from '#shared/schemas/reports.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addProduct, addStocked, adjust, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const dayMs = 86_400_000

async function reportOf(t: TestApp, query = ''): Promise<StockValueReport> {
  const res = await t.send('GET', `/reports/stock-value${query}`)
  expect(res.status, await res.clone().text()).toBe(200)
  return (await res.json()) as StockValueReport
}

/** What the products say themselves that all stock is worth. */
async function valueNow(t: TestApp): Promise<string> {
  const rows = await t.db.selectFrom('product').select(['onHand', 'averageCost']).execute()
  const exact = rows.reduce((sum, row) => sum + exactValue(row), 0n)
  return formatAmount(roundExact(exact, 'EUR'), 'EUR')
}

const costs = fc.integer({ min: 0, max: 99_999 }).map((units) => (units / 10_000).toFixed(4))
const quantities = fc.integer({ min: 1, max: 20_000 }).map((units) => units / 1_000)
const steps = fc.oneof(
  fc.record({ do: fc.constant('buy'), quantity: quantities, cost: costs, of: fc.nat(1) }),
  fc.record({ do: fc.constant('sell'), quantity: quantities, of: fc.nat(1) }),
  fc.record({ do: fc.constant('return'), quantity: quantities, of: fc.nat(1) }),
  fc.record({ do: fc.constant('revalue'), cost: costs, of: fc.nat(1) }),
  fc.record({ do: fc.constant('move'), quantity: quantities, of: fc.nat(1) }),
  fc.record({ do: fc.constant('undo'), which: fc.nat(40) }),
  fc.record({ do: fc.constant('sleep') }),
)
type Step = { do: string; quantity?: number; cost?: string; of?: number; which?: number }

/** What was asked may be refused: then it changes nothing, and no value either. */
async function take(t: TestApp, step: Step, ids: readonly string[], shelf: string) {
  const productId = ids[step.of ?? 0]
  const { quantity } = step
  const reason = 'for the test'
  if (step.do === 'buy') {
    const body = { productId, change: quantity, unitCost: step.cost, reason }
    await t.send('POST', '/inventory/adjust', body)
  }
  if (step.do === 'sell') await t.send('POST', '/inventory/sale', { productId, quantity })
  if (step.do === 'return') await t.send('POST', '/inventory/return', { productId, quantity })
  if (step.do === 'move') {
    const body = { productId, quantity, toLocationId: shelf }
    await t.send('POST', '/inventory/transfer', body)
  }
  if (step.do === 'revalue') {
    await t.send('POST', '/inventory/revaluations', { productId, amount: step.cost, reason })
  }
  if (step.do === 'undo') {
    const moves = await t.db.selectFrom('stockMovement').select('id').orderBy('id').execute()
    const one = moves[(step.which ?? 0) % Math.max(1, moves.length)]
    if (one) await t.send('POST', `/inventory/movements/${one.id}/reverse`, {})
  }
}

describe.each(databases)('the report of stock values on %s', (database) => {
  const open = () => testApp(app, { permissions: stockRights.permissions, database })

  it('has every day of the last thirty, also when there is no stock', async () => {
    await using t = await open()
    const report = await reportOf(t)
    expect(report).toMatchObject({ from: '2026-02-01', to: '2026-03-02', currency: 'EUR' })
    expect(report.days).toHaveLength(30)
    expect(new Set(report.days.map(({ value }) => value))).toEqual(new Set(['0.00']))
  })

  it('tells the value at the end of each day, and of today the present one', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '2.5' })
    t.advance(dayMs)
    await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 4 })
    t.advance(2 * dayMs)
    const freight = { productId: mug.id, amount: '6', reason: 'late freight bill' }
    expect((await t.send('POST', '/inventory/revaluations', freight)).status).toBe(201)
    await adjust(t, { productId: mug.id, change: -1 })

    const { days } = await reportOf(t, '?from=2026-03-01')

    expect(days).toEqual([
      { day: '2026-03-01', value: '0.00' },
      { day: '2026-03-02', value: '25.00' },
      { day: '2026-03-03', value: '15.00' },
      { day: '2026-03-04', value: '15.00' },
      { day: '2026-03-05', value: '17.50' },
    ])
    t.advance(200 * dayMs)
    const past = await reportOf(t, '?from=2026-03-01&to=2026-03-04')
    expect(past.days).toEqual(days.slice(0, 4))
  })

  it('agrees with what the products said on each day, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 10, maxLength: 60 }), async (way) => {
        await using t = await open()
        const ids = [(await addProduct(t)).id, (await addProduct(t)).id]
        const shelf = await addLocation(t, 'Shelf')
        const said: string[] = []
        for (const step of way) {
          await take(t, step, ids, shelf)
          if (step.do !== 'sleep') continue
          said.push(await valueNow(t))
          t.advance(dayMs)
        }
        said.push(await valueNow(t))

        const { days } = await reportOf(t, '?from=2026-03-01')

        expect(days.map(({ value }) => value)).toEqual(['0.00', ...said])
        const { days: part } = await reportOf(t, '?from=2026-03-01&to=2026-03-02')
        expect(part).toEqual(days.slice(0, 2))
      }),
      { numRuns: database === 'sqlite' ? 40 : 15, seed: 7 },
    )
  }, 120_000)

  it('is exact for values that outgrow what a database adds up', async () => {
    await using t = await open()
    const most = 9_007_199_254_740.991
    const gold = await addStocked(t, most, { unitCost: '900719925474.0991' })
    await addStocked(t, 1, { unitCost: '0.01' })
    t.advance(dayMs)
    const before = await valueNow(t)
    await t.send('POST', '/inventory/sale', { productId: gold.id, quantity: most - 0.5 })
    t.advance(dayMs)
    const between = await valueNow(t)
    await t.send('POST', '/inventory/sale', { productId: gold.id, quantity: 0.5 })

    const { days } = await reportOf(t, '?from=2026-03-02')

    expect(days.map(({ value }) => value)).toEqual([before, between, '0.01'])
    const columns = ['valueChange', 'largeValueChange'] as const
    const rows = await t.db.selectFrom('stockMovement').select(columns).orderBy('id').execute()
    expect(rows.map((row) => row.largeValueChange === null)).toEqual([false, true, false, false])
  })
})

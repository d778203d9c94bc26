import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyDigits } from '../money.ts'
import { orderStages } from '../orders/stages.ts'
import { paymentTriggers } from './payments.ts'
import {
  dueAfter,
  hasHappened,
  mustBePaidBefore,
  type Recorded,
  remainingPlan,
  splitTotal,
} from './plan.ts'
import { parseTerms } from './terms.ts'

/** The amounts in units of 1/10,000 that terms make of a total. */
const amounts = (total: number, currency: string, terms: string) =>
  splitTotal(total, currency, parseTerms(terms)).map(({ amount }) => amount)

const digits = fc.constantFrom('EUR', 'JPY', 'KWD')
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
  .map((cuts) => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)))

describe('splitTotal', () => {
  it.each([
    [1_000_0000, 'EUR', '30/70', [300_0000, 700_0000]],
    [100_0000, 'EUR', '33.333/33.333/33.334', [33_3300, 33_3300, 33_3400]],
    [411_1000, 'EUR', '50/50', [205_5500, 205_5500]],
    [100, 'EUR', '50/50', [100]],
    [200, 'EUR', '25/25/25/25', [100, 100]],
    [1_0000, 'JPY', '30/70', [1_0000]],
    [101_0000, 'JPY', '30/70', [30_0000, 71_0000]],
    [1_0010, 'KWD', '30/70', [3000, 7010]],
    [0, 'EUR', '30/70', []],
    [Number.MAX_SAFE_INTEGER, 'EUR', '30/70', [2_702_159_776_422_300, 6_305_039_478_318_691]],
  ])('splits %d of %s by %s', (total, currency, terms, expected) => {
    expect(amounts(total, currency, terms)).toEqual(expected)
  })

  it('adds up to exactly the total, in whole coins, with the rest in the last part', () => {
    fc.assert(
      fc.property(digits, fc.nat({ max: 10 ** 9 }), shares, (currency, coins, percents) => {
        const coin = 10 ** (4 - currencyDigits(currency))
        const total = coins * coin
        const plan = splitTotal(total, currency, parseTerms(percents.join('/')))

        expect(plan.reduce((sum, { amount }) => sum + amount, 0)).toBe(total)
        for (const { amount } of plan) {
          expect(amount).toBeGreaterThan(0)
          expect(amount % coin).toBe(0)
        }
        if (plan.length < percents.length) return
        for (const { amount, percent } of plan.slice(0, -1)) {
          expect(Math.abs(amount - (total * percent) / 100_000)).toBeLessThanOrEqual(coin / 2)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('remainingPlan', () => {
  const plan = splitTotal(1_000, 'EUR', parseTerms('30/40/30'))
  const left = (recorded: Recorded[]) =>
    remainingPlan(plan, recorded).map(({ type, amount }) => `${type} ${amount}`)

  it.each<[string, Recorded[], string[]]>([
    ['nothing', [], ['deposit 300', 'progress 400', 'balance 300']],
    ['the deposit', [{ type: 'deposit', amount: 300 }], ['progress 400', 'balance 300']],
    [
      'a part of it',
      [{ type: 'deposit', amount: 100 }],
      ['deposit 200', 'progress 400', 'balance 300'],
    ],
    ['the balance first', [{ type: 'balance', amount: 300 }], ['deposit 300', 'progress 400']],
    ['more than the deposit', [{ type: 'deposit', amount: 350 }], ['progress 350', 'balance 300']],
    ['something else', [{ type: 'other', amount: 350 }], ['progress 350', 'balance 300']],
    ['a credit note', [{ type: 'credit', amount: 350 }], ['deposit 300', 'progress 350']],
    ['more than all', [{ type: 'full', amount: 2_000 }], []],
  ])('with %s recorded', (_, recorded, expected) => {
    expect(left(recorded)).toEqual(expected)
  })
})

describe('mustBePaidBefore', () => {
  it.each([
    ['30/70 before shipment', 300, 1000],
    ['30/70', 300, 0],
    ['100% in advance', 1000, 0],
    ['net 30', 0, 0],
    ['', 0, 0],
    ['before shipment', 0, 1000],
    ['30% deposit, 20% before production, 50% before shipment', 500, 1000],
    ['50% on order, 40% before shipment, 10% 30 days after receipt', 500, 900],
    ['70% before shipment, 30% deposit', 300, 1000],
    ['20% on receipt, 50% before shipment, 30% in advance', 300, 800],
  ])('%s', (terms, production, shipment) => {
    const order = { total: 1000, currency: 'EUR', terms }

    expect(mustBePaidBefore('production', order)).toBe(production)
    expect(mustBePaidBefore('shipment', order)).toBe(shipment)
  })
})

describe('hasHappened', () => {
  it('knows for every event and stage', () => {
    const happened = paymentTriggers.map((trigger) => [
      trigger,
      orderStages.filter((stage) => hasHappened(trigger, stage)).length,
    ])

    // How many of the ten stages lie behind the event; never `cancelled`.
    expect(Object.fromEntries(happened)).toEqual({
      order: 7,
      confirmation: 6,
      shipment: 4,
      arrival: 3,
      receipt: 2,
    })
  })
})

describe('dueAfter', () => {
  it.each([
    ['2026-03-31', 30, '2026-04-30'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
    ['2028-02-28', 1, '2028-02-29'],
    ['9999-12-01', 60, '9999-12-31'],
  ])('%s and %d days is %s', (day, days, due) => {
    expect(dueAfter(day, days)).toBe(due)
  })
})

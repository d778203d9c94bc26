import { describe, expect, it } from 'vitest'
import { arrivalDay, daysOfStock, forecast, LONGEST_DAYS, type ProductFigures } from './stockout.ts'

const today = '2026-03-02'
const unit = 1_000

/** 100 on hand, 5 a day, nothing on order. */
const plain: ProductFigures = {
  onHand: 100 * unit,
  reserved: 0,
  reorderPoint: 0,
  maxStock: null,
  everMoved: true,
  demand: { sold: 450 * unit, days: 90 },
  leadTimeDays: null,
  receipts: [],
}

const receipt = (quantity: number, arrivesOn: string | null) => ({
  orderId: 'ord_1',
  orderNumber: 'PO-1',
  quantity: quantity * unit,
  arrivesOn,
  lateSince: arrivesOn !== null && arrivesOn < today ? arrivesOn : null,
})

const seen = (figures: Partial<ProductFigures>) => forecast({ ...plain, ...figures }, today)

describe('arrivalDay', () => {
  it.each([
    ['nothing said', null, null, null, null],
    ['the wish', null, null, '2026-03-20', '2026-03-20'],
    ['the promise before the wish', null, '2026-04-01', '2026-03-20', '2026-04-01'],
    ['the ETA before the promise', '2026-04-15', '2026-04-01', '2026-03-20', '2026-04-15'],
    ['today', today, '2026-04-01', null, today],
    ['the promise when the ETA has passed', '2026-03-01', '2026-04-01', null, '2026-04-01'],
    [
      'the newest of those that have passed',
      '2026-03-01',
      '2026-02-01',
      '2026-02-15',
      '2026-03-01',
    ],
    ['the wish of the past', null, null, '2026-02-15', '2026-02-15'],
  ])('%s', (_, etaOn, promisedOn, expectedOn, day) => {
    expect(arrivalDay({ etaOn, promisedOn, expectedOn }, today)).toBe(day)
  })
})

describe('daysOfStock', () => {
  it.each([
    [100, 450, 90, 20],
    [99, 450, 90, 19],
    [4, 450, 90, 0],
    [5, 450, 90, 1],
    [0, 450, 90, 0],
    [-10, 450, 90, 0],
    // Two thirds a day: a rounded rate would say 2.
    [2, 60, 90, 3],
    [1, 1, 90, 90],
    [1_000_000, 1, 90, LONGEST_DAYS],
  ])('%i at %i in %i days is %i', (quantity, sold, days, expected) => {
    expect(daysOfStock(quantity * unit, { sold: sold * unit, days })).toBe(expected)
  })

  it('is unknown when nothing is sold', () => {
    expect(daysOfStock(100, { sold: 0, days: 90 })).toBeNull()
    expect(daysOfStock(0, { sold: 0, days: 0 })).toBeNull()
  })
})

describe('forecast', () => {
  it('says when the shelf is empty', () => {
    expect(seen({})).toEqual({
      available: 100_000,
      dailyDemand: 5_000_000,
      observedDays: 90,
      daysUntilStockout: 20,
      stockoutOn: '2026-03-22',
      daysWithIncoming: 20,
      incoming: 0,
      nextReceiptOn: null,
      gapDays: null,
    })
  })

  it('leaves reserved stock out', () => {
    expect(seen({ reserved: 60 * unit })).toMatchObject({ available: 40_000, daysUntilStockout: 8 })
    expect(seen({ reserved: 100 * unit })).toMatchObject({ stockoutOn: today, available: 0 })
  })

  it.each([
    ['before the stockout', '2026-03-12', -10, 30],
    ['on the day of the stockout', '2026-03-22', 0, 30],
    ['a day too late', '2026-03-23', 1, 20],
    ['much too late', '2026-05-01', 40, 20],
    ['today', today, -20, 30],
  ])('compares with a receipt %s', (_, arrivesOn, gapDays, daysWithIncoming) => {
    expect(seen({ receipts: [receipt(50, arrivesOn)] })).toMatchObject({
      incoming: 50_000,
      nextReceiptOn: arrivesOn,
      daysUntilStockout: 20,
      gapDays,
      daysWithIncoming,
    })
  })

  it('counts several receipts on their days, whatever their order', () => {
    const receipts = [
      receipt(50, '2026-04-10'),
      receipt(50, '2026-03-12'),
      receipt(50, '2026-03-20'),
    ]
    expect(seen({ receipts })).toMatchObject({
      incoming: 150_000,
      nextReceiptOn: '2026-03-12',
      // 40 days on what comes in March; the third receipt is there before.
      daysWithIncoming: 50,
    })
  })

  it('does not count on what is late, but tells its day', () => {
    expect(seen({ receipts: [receipt(50, '2026-03-01')] })).toMatchObject({
      incoming: 50_000,
      nextReceiptOn: '2026-03-01',
      daysWithIncoming: 20,
    })
  })

  it.each([
    [null, 7, 30],
    [15, 15, 30],
    [21, 21, 20],
  ])('takes an order without a date to need the lead time (%s)', (leadTimeDays, _, days) => {
    expect(seen({ leadTimeDays, receipts: [receipt(50, null)] })).toMatchObject({
      nextReceiptOn: null,
      gapDays: null,
      incoming: 50_000,
      daysWithIncoming: days,
    })
  })

  it('says nothing of what is not sold', () => {
    expect(seen({ demand: { sold: 0, days: 90 }, receipts: [receipt(5, '2026-04-01')] })).toEqual({
      available: 100_000,
      dailyDemand: 0,
      observedDays: 90,
      daysUntilStockout: null,
      stockoutOn: null,
      daysWithIncoming: null,
      incoming: 5_000,
      nextReceiptOn: '2026-04-01',
      gapDays: null,
    })
  })

  it('looks ten years ahead at most', () => {
    expect(seen({ demand: { sold: 1, days: 90 } })).toMatchObject({
      daysUntilStockout: LONGEST_DAYS,
      stockoutOn: null,
      gapDays: null,
    })
  })

  it('crosses the days on which clocks are set, and leap days', () => {
    const at = (day: string) => forecast({ ...plain, onHand: 25 * unit }, day).stockoutOn
    expect(at('2026-03-27')).toBe('2026-04-01')
    expect(at('2026-10-23')).toBe('2026-10-28')
    expect(at('2028-02-26')).toBe('2028-03-02')
  })
})

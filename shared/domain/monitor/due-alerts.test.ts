import { describe, expect, it } from 'vitest'
import { severityName } from './alerts.ts'
import { dueAlerts } from './due-alerts.ts'
import { forecast, type OpenReceipt, type ProductFigures } from './stockout.ts'

const today = '2026-03-02'
const unit = 1_000

/** 1,000 on hand, 5 a day: nothing to say. */
const well: ProductFigures = {
  onHand: 1_000 * unit,
  reserved: 0,
  reorderPoint: 0,
  maxStock: null,
  everMoved: true,
  demand: { sold: 450 * unit, days: 90 },
  leadTimeDays: 10,
  receipts: [],
}
const unsold = { sold: 0, days: 90 }

/** Late since the day on which it should have come, unless another day was missed. */
function receipt(
  quantity: number,
  arrivesOn: string | null,
  lateSince = arrivesOn !== null && arrivesOn < today ? arrivesOn : null,
): OpenReceipt {
  const order = { orderId: 'ord_1', orderNumber: 'PO-1' }
  return { ...order, quantity: quantity * unit, arrivesOn, lateSince }
}

function due(figures: Partial<ProductFigures>): string[] {
  const all = { ...well, ...figures }
  return dueAlerts(all, forecast(all, today), today).map(
    ({ kind, severity }) => `${kind} ${severityName(severity)}`,
  )
}
const onHand = (quantity: number) => ({ onHand: quantity * unit })

describe('dueAlerts', () => {
  it('says nothing when all is well', () => {
    expect(due({})).toEqual([])
  })

  describe('out_of_stock', () => {
    it.each([
      ['critical when it sells', { ...onHand(0) }, ['out_of_stock critical']],
      ['a warning when it does not', { ...onHand(0), demand: unsold }, ['out_of_stock warning']],
      ['for reserved stock, too', { ...onHand(5), reserved: 5 * unit }, ['out_of_stock critical']],
      [
        'also while goods are on their way',
        { ...onHand(0), receipts: [receipt(500, '2026-03-09')] },
        ['out_of_stock critical'],
      ],
      [
        'for what was never in stock but has a reorder point',
        { ...onHand(0), demand: unsold, everMoved: false, reorderPoint: 5 * unit },
        ['out_of_stock warning'],
      ],
      [
        'not for what was never in stock and has none',
        { ...onHand(0), demand: unsold, everMoved: false },
        [],
      ],
    ])('%s', (_, figures, expected) => {
      expect(due(figures)).toEqual(expected)
    })
  })

  describe('stockout', () => {
    it.each([
      ['not a day before it has to be ordered', onHand(55), []],
      ['on the last day to order', onHand(50), ['stockout warning']],
      ['when it is too late to order', onHand(35), ['stockout warning']],
      ['critical below 7 days', onHand(34), ['stockout critical']],
      ['critical when nothing lasts the day', onHand(1), ['stockout critical']],
      ['a remark above 21 days', { ...onHand(110), leadTimeDays: 45 }, ['stockout info']],
      ['a warning at 21 days', { ...onHand(105), leadTimeDays: 45 }, ['stockout warning']],
      ['7 days without a lead time', { ...onHand(35), leadTimeDays: null }, ['stockout warning']],
      ['not at 8 days without a lead time', { ...onHand(40), leadTimeDays: null }, []],
      ['not when nothing is sold', { ...onHand(5), demand: unsold }, []],
      [
        'at most a warning when 3 days are known',
        { ...onHand(5), demand: { sold: 15 * unit, days: 3 } },
        ['stockout warning'],
      ],
      [
        'critical when 4 days are known',
        { ...onHand(5), demand: { sold: 20 * unit, days: 4 } },
        ['stockout critical'],
      ],
      [
        'not when goods come in time',
        { ...onHand(50), receipts: [receipt(500, '2026-03-12')] },
        [],
      ],
      [
        'when goods come a day too late',
        { ...onHand(50), receipts: [receipt(500, '2026-03-13')] },
        ['stockout warning'],
      ],
      [
        'when goods come too late, however short the lead time',
        { ...onHand(250), leadTimeDays: 1, receipts: [receipt(500, '2026-05-01')] },
        ['stockout info'],
      ],
      [
        'when goods come in time but do not last',
        { ...onHand(20), receipts: [receipt(5, '2026-03-04')] },
        ['stockout critical'],
      ],
      [
        'not while a late order may come any day',
        { ...onHand(50), receipts: [receipt(500, '2026-02-28')] },
        ['late_order warning'],
      ],
      [
        'beside a late order whose new day is too late',
        { ...onHand(50), receipts: [receipt(500, '2026-03-20', '2026-02-28')] },
        ['stockout warning', 'late_order warning'],
      ],
      [
        'while goods hang in customs, which nobody calls late yet',
        { ...onHand(50), receipts: [{ ...receipt(500, '2026-02-28'), lateSince: null }] },
        ['stockout warning'],
      ],
    ])('%s', (_, figures, expected) => {
      expect(due(figures)).toEqual(expected)
    })
  })

  describe('low_stock', () => {
    const slow = { demand: unsold, reorderPoint: 10 * unit }
    it.each([
      ['not above the reorder point', { ...slow, ...onHand(11) }, []],
      ['at the reorder point', { ...slow, ...onHand(10) }, ['low_stock info']],
      ['a remark above half of it', { ...slow, ...onHand(6) }, ['low_stock info']],
      ['a warning at half of it', { ...slow, ...onHand(5) }, ['low_stock warning']],
      ['not when it is out', { ...slow, ...onHand(0) }, ['out_of_stock warning']],
      ['not without a reorder point', { ...slow, ...onHand(1), reorderPoint: 0 }, []],
      [
        'not when enough is on order',
        { ...slow, ...onHand(5), receipts: [receipt(6, '2026-04-01')] },
        [],
      ],
      [
        'when too little is on order',
        { ...slow, ...onHand(5), receipts: [receipt(5, '2026-04-01')] },
        ['low_stock warning'],
      ],
      [
        'beside a stockout',
        { ...onHand(8), reorderPoint: 10 * unit },
        ['stockout critical', 'low_stock info'],
      ],
    ])('%s', (_, figures, expected) => {
      expect(due(figures)).toEqual(expected)
    })
  })

  describe('over_stock', () => {
    it.each([
      ['above the maximum', { maxStock: 999 * unit }, ['over_stock info']],
      ['not at the maximum', { maxStock: 1_000 * unit }, []],
      [
        'for reserved stock, too',
        { maxStock: 999 * unit, reserved: 500 * unit },
        ['over_stock info'],
      ],
      ['at a maximum of nothing', { maxStock: 0 }, ['over_stock info']],
    ])('%s', (_, figures, expected) => {
      expect(due(figures)).toEqual(expected)
    })
  })

  describe('late_order', () => {
    it.each([
      ['not on its day', { receipts: [receipt(5, today)] }, []],
      ['a day after', { receipts: [receipt(5, '2026-03-01')] }, ['late_order info']],
      ['a remark up to 14 days', { receipts: [receipt(5, '2026-02-16')] }, ['late_order info']],
      ['a warning after 15', { receipts: [receipt(5, '2026-02-15')] }, ['late_order warning']],
      ['not without a date', { receipts: [receipt(5, null)] }, []],
      [
        'when the promise is broken, whatever the ETA',
        { receipts: [receipt(5, '2026-03-20', '2026-03-01')] },
        ['late_order info'],
      ],
      [
        'critical when stock runs out within a week',
        { ...onHand(30), receipts: [receipt(500, '2026-03-01')] },
        ['late_order critical'],
      ],
      [
        'a warning when it runs out within three weeks',
        { ...onHand(100), receipts: [receipt(500, '2026-03-01')] },
        ['late_order warning'],
      ],
      [
        'beside an empty shelf',
        { ...onHand(0), receipts: [receipt(500, '2026-03-01')] },
        ['out_of_stock critical', 'late_order critical'],
      ],
      [
        'a remark for what nobody buys',
        { ...onHand(0), demand: unsold, receipts: [receipt(500, '2026-03-01')] },
        ['out_of_stock warning', 'late_order info'],
      ],
      [
        'once for several orders, by the latest of them',
        { receipts: [receipt(5, '2026-03-01'), receipt(5, '2026-02-01')] },
        ['late_order warning'],
      ],
    ])('%s', (_, figures, expected) => {
      expect(due(figures)).toEqual(expected)
    })
  })
})

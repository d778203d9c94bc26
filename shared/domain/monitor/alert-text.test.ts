import { describe, expect, it } from 'vitest'
import { alertSentence, evidenceOf } from './alert-text.ts'
import { forecast, type OpenReceipt, type ProductFigures } from './stockout.ts'

const today = '2026-03-02'
const unit = 1_000
const well: ProductFigures = {
  onHand: 15 * unit,
  reserved: 0,
  reorderPoint: 20 * unit,
  maxStock: 12.5 * unit,
  everMoved: true,
  demand: { sold: 450 * unit, days: 90 },
  leadTimeDays: 10,
  receipts: [],
}
const receipt = (number: string, quantity: number, arrivesOn: string | null): OpenReceipt => ({
  orderId: `ord_${number}`,
  orderNumber: number,
  quantity: quantity * unit,
  arrivesOn,
  lateSince: arrivesOn !== null && arrivesOn < today ? arrivesOn : null,
})
const evidence = (figures: Partial<ProductFigures>) => {
  const all = { ...well, ...figures }
  return evidenceOf(all, forecast(all, today))
}

describe('alertSentence', () => {
  it.each([
    [
      'stockout',
      {},
      'runs out in 3 days (2026-03-05); nothing is on order, a new order takes 10 days',
    ],
    [
      'stockout',
      { onHand: 5 * unit, leadTimeDays: 1 },
      'runs out in 1 day (2026-03-03); nothing is on order, a new order takes 1 day',
    ],
    ['stockout', { onHand: unit, leadTimeDays: null }, 'runs out today; nothing is on order'],
    [
      'stockout',
      { receipts: [receipt('PO-1', 40, '2026-03-09')] },
      'runs out in 3 days (2026-03-05); 40 pcs on order, next receipt 2026-03-09, 4 days after that',
    ],
    ['out_of_stock', { onHand: 0 }, 'nothing is available; nothing is on order'],
    [
      'out_of_stock',
      { onHand: 0, receipts: [receipt('PO-1', 2.5, null)] },
      'nothing is available; 2.5 pcs on order, without a date',
    ],
    ['low_stock', {}, '15 pcs available, the reorder point is 20 pcs; nothing is on order'],
    ['over_stock', {}, '15 pcs on hand, the maximum is 12.5 pcs'],
    [
      'late_order',
      { receipts: [receipt('PO-2', 5, '2026-03-01'), receipt('PO-1', 40, '2026-02-01')] },
      'order PO-1 with 40 pcs is late since 2026-02-01, order PO-2 with 5 pcs is late since 2026-03-01; runs out in 3 days (2026-03-05)',
    ],
    [
      'late_order',
      { receipts: [receipt('PO-1', 40, '2026-03-01')], demand: { sold: 0, days: 90 } },
      'order PO-1 with 40 pcs is late since 2026-03-01; nothing was sold lately',
    ],
    [
      'late_order',
      { receipts: [receipt('PO-1', 40, '2026-03-01')], onHand: 0 },
      'order PO-1 with 40 pcs is late since 2026-03-01; nothing is available',
    ],
  ] as const)('%s', (kind, figures, sentence) => {
    expect(alertSentence(kind, evidence(figures), 'pcs')).toBe(sentence)
  })

  it('says that it is far away', () => {
    const seen = evidence({
      demand: { sold: 1, days: 90 },
      receipts: [receipt('P', 1, '2026-03-01')],
    })
    expect(alertSentence('late_order', seen, 'm')).toContain('runs out in 3650 days')
  })
})

describe('evidenceOf', () => {
  it('names the first five late orders, those that are latest first', () => {
    const receipts = ['07', '03', '05', '01', '06', '02', '04'].map((day) =>
      receipt(`PO-${day}`, 1, `2026-02-${day}`),
    )
    const { lateOrders, incoming, nextReceiptOn } = evidence({ receipts })
    expect(lateOrders.map(({ number }) => number)).toEqual([
      'PO-01',
      'PO-02',
      'PO-03',
      'PO-04',
      'PO-05',
    ])
    expect({ incoming, nextReceiptOn }).toEqual({ incoming: 7_000, nextReceiptOn: '2026-02-01' })
  })
})

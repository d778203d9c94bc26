import { describe, expect, it } from 'vitest'
import { goodsNotIn } from './goods-not-in.ts'

const lines = [
  { lineTotal: 600_0000, quantity: 10_000, receivedQuantity: 5_000, cancelledQuantity: 0 },
  { lineTotal: 400_0000, quantity: 3_000, receivedQuantity: 0, cancelledQuantity: 0 },
]

describe('goodsNotIn', () => {
  it.each([
    ['nothing is in', 300, 0, 0, 300],
    ['less is in than paid', 1000, 5_000, 0, 700],
    ['more is in than paid', 300, 10_000, 0, 0],
    ['all is in', 1000, 10_000, 3_000, 0],
    ['a third of a line is in', 1000, 0, 1_000, 866.67],
  ])('when %s', (_, paid, first, second, expected) => {
    const received = lines.map((line, index) => ({
      ...line,
      receivedQuantity: index === 0 ? first : second,
    }))
    const order = { currency: 'EUR', total: 1_000_0000, paid: paid * 10_000, lines: received }

    expect(goodsNotIn(order)).toBe(expected * 10_000)
  })

  it('takes tax and freight in with the goods, by their value', () => {
    const order = { currency: 'EUR', total: 1_200_0000, paid: 1_200_0000 }

    expect(goodsNotIn({ ...order, lines })).toBe(840_0000)
    expect(goodsNotIn({ ...order, lines: [] })).toBe(1_200_0000)
  })

  it('expects nothing any more of what was cancelled', () => {
    const half = { quantity: 10_000, receivedQuantity: 5_000, cancelledQuantity: 5_000 }
    const none = { quantity: 3_000, receivedQuantity: 0, cancelledQuantity: 3_000 }
    const order = { currency: 'EUR', total: 300_0000, paid: 300_0000 }
    const left = [
      { lineTotal: 300_0000, ...half },
      { lineTotal: 0, ...none },
    ]

    expect(goodsNotIn({ ...order, lines: left })).toBe(0)
    expect(goodsNotIn({ ...order, paid: 310_0000, lines: left })).toBe(10_0000)
  })

  it.each([
    ['some are', 1_000, 35_0000],
    ['all are', 3_000, 0],
  ])('is the freight of free samples until all of them are in: %s', (_, receivedQuantity, out) => {
    const line = { lineTotal: 0, quantity: 3_000, receivedQuantity, cancelledQuantity: 0 }
    const order = { currency: 'EUR', total: 35_0000, paid: 35_0000, lines: [line] }

    expect(goodsNotIn(order)).toBe(out)
  })

  it('is exact for the largest amounts', () => {
    const progress = { quantity: 3_000, receivedQuantity: 1_000, cancelledQuantity: 0 }
    const line = { lineTotal: 9_007_199_254_740_000, ...progress }
    const order = { currency: 'EUR', total: line.lineTotal, paid: line.lineTotal, lines: [line] }

    expect(goodsNotIn(order)).toBe(6_004_799_503_160_000)
  })
})

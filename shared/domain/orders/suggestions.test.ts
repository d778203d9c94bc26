import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReorderFigures, suggestOrder } from './suggestions.ts'

const mug: ReorderFigures = {
  unit: 'pcs',
  wholeUnits: true,
  available: 2_000,
  onOrder: 0,
  reorderPoint: 10_000,
  reorderQuantity: 0,
  maxStock: null,
  packSize: null,
  minimumOrder: null,
}

describe('what is ordered', () => {
  it.each<[string, Partial<ReorderFigures>, number | undefined]>([
    ['nothing above the reorder point', { available: 10_001 }, undefined],
    ['nothing when open orders lift it above', { onOrder: 9_000 }, undefined],
    ['something at the reorder point itself', { available: 10_000, reorderQuantity: 5_000 }, 5_000],
    ['up to twice the reorder point', {}, 18_000],
    ['what is on order counts', { onOrder: 3_000 }, 15_000],
    ['the reorder quantity', { reorderQuantity: 20_000 }, 20_000],
    ['as often as it takes to get above', { reorderQuantity: 4_000 }, 12_000],
    ['up to the maximum', { maxStock: 50_000 }, 48_000],
    ['the maximum when it needs more', { maxStock: 50_000, reorderQuantity: 20_000 }, 48_000],
    ['the reorder quantity when it is more', { maxStock: 15_000, reorderQuantity: 30_000 }, 30_000],
    ['nothing without any figure', { reorderPoint: 0, available: 0 }, undefined],
    ['up to the maximum from nothing', { reorderPoint: 0, available: 0, maxStock: 5_000 }, 5_000],
    ['nothing when the maximum is below', { maxStock: 1_000 }, undefined],
    ['at least the minimum order', { minimumOrder: 100_000 }, 100_000],
    ['whole packs', { packSize: 12_000 }, 24_000],
    ['whole packs of the minimum order', { packSize: 12_000, minimumOrder: 100_000 }, 108_000],
    ['no more than needed when it fits', { packSize: 9_000, minimumOrder: 18_000 }, 18_000],
    ['whole units', { available: 1_500 }, 19_000],
    ['fractions where they are sold', { available: 1_500, wholeUnits: false }, 18_500],
  ])('%s', (_, figures, quantity) => {
    expect(suggestOrder({ ...mug, ...figures })?.quantity).toBe(quantity)
  })

  it('is told with its reason', () => {
    const figures = { ...mug, reorderQuantity: 4_000, minimumOrder: 15_000, packSize: 6_000 }
    expect(suggestOrder({ ...figures, onOrder: 1_500 })?.reason).toBe(
      '2 available and 1.5 on order are at or below the reorder point of 10 pcs; the reorder quantity is 2 × 4 pcs; raised to the minimum order of 15; rounded up to 3 packs of 6',
    )
    expect(suggestOrder({ ...mug, maxStock: 50_000 })?.reason).toContain(
      '48 fill up to the maximum stock of 50',
    )
    expect(suggestOrder(mug)?.reason).toContain('18 fill up to twice the reorder point of 20')
  })

  it('keeps to packs and minimum, and is enough', () => {
    const quantity = fc.integer({ min: 0, max: 1_000 }).map((units) => units * 1_000)
    const step = fc.option(
      fc.integer({ min: 1, max: 200 }).map((units) => units * 1_000),
      { nil: null },
    )
    const figures = fc.record({
      unit: fc.constant('pcs'),
      wholeUnits: fc.boolean(),
      available: quantity,
      onOrder: quantity,
      reorderPoint: quantity,
      reorderQuantity: quantity,
      maxStock: fc.option(quantity, { nil: null }),
      packSize: step,
      minimumOrder: step,
    })
    fc.assert(
      fc.property(figures, (input) => {
        const suggestion = suggestOrder(input)
        const position = input.available + input.onOrder
        if (!suggestion) return
        expect(position).toBeLessThanOrEqual(input.reorderPoint)
        expect(suggestion.quantity).toBeGreaterThan(0)
        expect(suggestion.quantity).toBeGreaterThanOrEqual(input.minimumOrder ?? 0)
        expect(suggestion.quantity % (input.packSize ?? 1)).toBe(0)
        if (input.reorderQuantity > 0) {
          expect(position + suggestion.quantity).toBeGreaterThan(input.reorderPoint)
        }
      }),
    )
  })
})

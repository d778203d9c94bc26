import { describe, expect, it } from 'vitest'
import { nearest, scaleFor, shares, shownLabels } from './scale.ts'

describe('the axis of values', () => {
  it('has round steps around what is shown', () => {
    expect(scaleFor([3, 870, 1240])).toEqual({ min: 0, max: 1500, ticks: [0, 500, 1000, 1500] })
    expect(scaleFor([0.12, 0.31]).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4])
  })

  it('holds nothing unless it need not', () => {
    expect(scaleFor([900, 1000]).min).toBe(0)
    expect(scaleFor([900, 1000], 4, false).min).toBe(900)
  })

  it('goes below nothing for days on which more came back than was sold', () => {
    const { min, max, ticks } = scaleFor([-120, 480])
    expect(min).toBeLessThanOrEqual(-120)
    expect(max).toBeGreaterThanOrEqual(480)
    expect(ticks).toContain(0)
  })

  it.each([[[]], [[0, 0]], [[5]], [[-5]]])('can be drawn for %j', (values) => {
    const { min, max, ticks } = scaleFor(values)
    expect(max).toBeGreaterThan(min)
    expect(ticks.length).toBeGreaterThan(1)
  })

  it('does not drift', () => {
    expect(scaleFor([0.7]).ticks.map(String)).toEqual(['0', '0.2', '0.4', '0.6', '0.8'])
  })
})

describe('the axis of time', () => {
  it('draws as many labels as fit, and always the last one', () => {
    const places = Array.from({ length: 30 }, (_, index) => index * 20)
    const shown = [...shownLabels(places, 64)].sort((a, b) => a - b)
    expect(shown).toEqual([1, 5, 9, 13, 17, 21, 25, 29])
    expect([...shownLabels([0, 100, 200], 64)].sort()).toEqual([0, 1, 2])
    expect([...shownLabels([0, 2, 4], 64)]).toEqual([2])
  })

  it('puts points at even distances, or by their instants', () => {
    expect(shares([undefined, undefined, undefined])).toEqual([0, 0.5, 1])
    expect(shares([0, 1, 4])).toEqual([0, 0.25, 1])
    expect(shares([undefined])).toEqual([0.5])
    expect(shares([7, 7])).toEqual([0, 1])
  })

  it('finds the point that is nearest', () => {
    expect(nearest([0, 0.25, 1], 0.4)).toBe(1)
    expect(nearest([0, 0.25, 1], 0.9)).toBe(2)
    expect(nearest([0, 0.25, 1], -3)).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { idBounds, idPattern, newId, newIdAt } from './ids.ts'

const at = Date.parse('2026-03-02T10:00:00.000Z')

describe('newId', () => {
  it('gives ids of its kind that grow strictly, also within a millisecond', () => {
    const ids = Array.from({ length: 5_000 }, () => newId('product'))

    expect(ids.every((id) => idPattern('product').test(id))).toBe(true)
    expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? ''))).toBe(true)
  })

  it('does not fall back when the clock does', () => {
    const [first, second] = [newId('product', at + 60_000), newId('product', at)]

    expect(second > first).toBe(true)
  })
})

describe('newIdAt', () => {
  it('gives ids between the bounds of its instant, growing strictly', () => {
    const ids = Array.from({ length: 5_000 }, () => newIdAt('audit', at))
    const { lowest, highest } = idBounds('audit', at)

    expect(ids.every((id) => idPattern('audit').test(id))).toBe(true)
    expect(ids.every((id) => lowest <= id && id <= highest)).toBe(true)
    expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? ''))).toBe(true)
  })

  it('sorts by instant, whatever was made in between', () => {
    const later = newIdAt('audit', at + 1)
    newId('audit', at + 60_000)
    const earlier = newIdAt('audit', at)

    expect(earlier < later).toBe(true)
    expect(idBounds('audit', at).highest < idBounds('audit', at + 1).lowest).toBe(true)
  })
})

describe('idBounds', () => {
  it('knows no time before 1970', () => {
    expect(idBounds('audit', -1)).toEqual(idBounds('audit', 0))
    expect(idBounds('audit', 0).lowest).toBe(`aud_${'0'.repeat(26)}`)
  })
})

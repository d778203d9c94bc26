import { describe, expect, it } from 'vitest'
import { idBounds, idPattern, idPrefixes, newId, newIdAt } from './ids.ts'

const at = Date.parse('2026-03-02T10:00:00.000Z')

describe('newId', () => {
  it('gives 100,000 ids of its kind that grow strictly, also within a millisecond', () => {
    const pattern = idPattern('product')
    const ids = Array.from({ length: 100_000 }, () => newId('product'))

    expect(ids.every((id) => pattern.test(id))).toBe(true)
    expect(new Set(ids).size).toBe(ids.length)
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

describe('idPattern', () => {
  const ulid = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

  it('tells the kinds apart, and every kind has a prefix of its own', () => {
    expect(idPattern('product').test(`prd_${ulid}`)).toBe(true)
    expect(idPattern('product').test(`sup_${ulid}`)).toBe(false)
    const prefixes = Object.values(idPrefixes)
    expect(new Set(prefixes).size).toBe(prefixes.length)
  })

  it.each([
    '',
    'prd_',
    ulid,
    `prd_${ulid}0`,
    `prd_${ulid.slice(1)}`,
    `prd_${ulid}\n`,
    ` prd_${ulid}`,
  ])('refuses %j', (id) => {
    expect(idPattern('product').test(id)).toBe(false)
  })

  it.each(['I', 'L', 'O', 'U', 'a', '-', 'İ'])(
    'refuses the letter %s, which no id has',
    (letter) => {
      expect(idPattern('product').test(`prd_${letter}${ulid.slice(1)}`)).toBe(false)
    },
  )
})

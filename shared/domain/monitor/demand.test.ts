import { describe, expect, it } from 'vitest'
import { daysBetween } from '../days.ts'
import { dailyDemand, daysWithStock, demandOf, demandWindow, DEMAND_WINDOW_DAYS } from './demand.ts'

const noon = new Date('2026-03-31T12:00:00.000Z')
const window = demandWindow('UTC', noon)
const at = (text: string) => Date.parse(text)
const days = (
  opening: number,
  first: string | null,
  ...spells: [from: string, until: string | null][]
) =>
  daysWithStock(window, {
    opening,
    firstMovement: first === null ? null : at(first),
    emptySpells: spells.map(([from, until]) => ({
      from: at(from),
      until: until === null ? null : at(until),
    })),
  })

describe('demandWindow', () => {
  it('is 90 days, today included', () => {
    expect(window.today).toBe('2026-03-31')
    expect(window.dayStarts).toHaveLength(DEMAND_WINDOW_DAYS)
    expect(new Date(window.dayStarts[0] ?? 0).toISOString()).toBe('2026-01-01T00:00:00.000Z')
    expect(new Date(window.dayStarts.at(-1) ?? 0).toISOString()).toBe('2026-03-31T00:00:00.000Z')
  })

  it.each([
    ['Pacific/Pago_Pago', '2026-03-31', '2026-01-01T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-04-01', '2026-01-01T10:00:00.000Z'],
    ['Europe/Berlin', '2026-03-31', '2025-12-31T23:00:00.000Z'],
  ])('in %s its last day is %s', (timeZone, today, start) => {
    const local = demandWindow(timeZone, noon)
    expect(local.today).toBe(today)
    expect(new Date(local.dayStarts[0] ?? 0).toISOString()).toBe(start)
    expect(local.dayStarts).toHaveLength(DEMAND_WINDOW_DAYS)
  })

  it('has a day of 23 and a day of 25 hours where the clock is set', () => {
    const lengths = (now: string) => {
      const { dayStarts } = demandWindow('Europe/Berlin', new Date(now))
      return dayStarts.slice(1).map((start, index) => (start - (dayStarts[index] ?? 0)) / 3_600_000)
    }
    expect(new Set(lengths('2026-04-15T12:00:00Z'))).toEqual(new Set([24, 23]))
    expect(new Set(lengths('2026-11-15T12:00:00Z'))).toEqual(new Set([24, 25]))
  })
})

describe('daysWithStock', () => {
  it('counts every day of a product that was never out', () => {
    expect(days(5, null)).toBe(90)
    expect(days(5, '2026-03-30T10:00:00Z')).toBe(90)
  })

  it('counts none of a product that had no stock and got none', () => {
    expect(days(0, null)).toBe(0)
  })

  it('counts a younger product from its first movement, that day included', () => {
    expect(days(0, '2026-03-22T23:59:59Z')).toBe(10)
    expect(days(0, '2026-03-31T00:00:00Z')).toBe(1)
    expect(days(0, '2026-01-01T00:00:00Z')).toBe(90)
  })

  it.each([
    ['within a day', '2026-02-10T08:00:00Z', '2026-02-10T17:00:00Z', 90],
    ['over a night', '2026-02-10T17:00:00Z', '2026-02-11T08:00:00Z', 90],
    ['a whole day between', '2026-02-10T17:00:00Z', '2026-02-12T08:00:00Z', 89],
    ['from midnight to midnight', '2026-02-10T00:00:00Z', '2026-02-11T00:00:00Z', 90],
    ['ten whole days', '2026-02-10T17:00:00Z', '2026-02-21T08:00:00Z', 80],
    ['until now, since yesterday', '2026-03-30T17:00:00Z', null, 89],
    ['until now, since today', '2026-03-31T01:00:00Z', null, 90],
    ['until now, since ten days', '2026-03-21T17:00:00Z', null, 80],
  ])('leaves out days without stock: empty %s', (_, from, until, expected) => {
    expect(days(5, '2026-01-05T00:00:00Z', [from, until])).toBe(expected)
  })

  it('adds several empty times up', () => {
    const spells: [string, string | null][] = [
      ['2026-01-10T12:00:00Z', '2026-01-13T12:00:00Z'],
      ['2026-02-10T12:00:00Z', '2026-02-12T12:00:00Z'],
      ['2026-03-29T12:00:00Z', null],
    ]
    expect(days(5, '2026-01-10T12:00:00Z', ...spells)).toBe(90 - 2 - 1 - 2)
    expect(days(0, '2026-01-05T12:00:00Z', ...spells)).toBe(86 - 2 - 1 - 2)
  })

  it('counts at least the day on which something moved', () => {
    expect(days(5, '2026-01-01T00:00:00Z', ['2026-01-01T00:00:00Z', null])).toBe(1)
  })

  it('goes by the days of the company', () => {
    // 23:30 and 00:30 in Berlin are two days there, and one in UTC.
    const history = {
      opening: 5,
      firstMovement: at('2026-02-10T22:30:00Z'),
      emptySpells: [{ from: at('2026-02-10T22:30:00Z'), until: at('2026-02-11T23:30:00Z') }],
    }
    expect(daysWithStock(demandWindow('Europe/Berlin', noon), history)).toBe(89)
    expect(daysWithStock(demandWindow('UTC', noon), history)).toBe(90)
  })

  it.each(['Pacific/Pago_Pago', 'Europe/Berlin', 'America/Havana', 'Pacific/Kiritimati'])(
    'agrees with counting days one by one in %s',
    (timeZone) => {
      const local = demandWindow(timeZone, new Date('2026-04-20T02:00:00Z'))
      const [start = 0] = local.dayStarts
      for (let step = 0; step < 400; step++) {
        const from = start + step * 5 * 3_600_000
        const until = from + (step % 7) * 11 * 3_600_000
        const dayOf = (instant: number) => local.dayStarts.filter((day) => day <= instant).length
        const between = Math.max(0, Math.min(dayOf(until), 90) - dayOf(from) - 1)
        const counted = daysWithStock(local, {
          opening: 1,
          firstMovement: from,
          emptySpells: [{ from, until }],
        })
        expect(counted).toBe(90 - between)
      }
      expect(daysBetween('2026-01-21', local.today)).toBeGreaterThan(87)
    },
  )
})

describe('dailyDemand', () => {
  it.each([
    [90_000, 90, 1_000_000],
    [50_000, 11, 4_545_455],
    [1, 90, 11],
    [0, 90, 0],
    [0, 0, 0],
    [5_000, 0, 0],
    [-3_000, 10, 0],
    [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER],
  ])('of %i in %i days is %i', (sold, observed, demand) => {
    expect(dailyDemand(demandOf(sold, observed))).toBe(demand)
  })
})

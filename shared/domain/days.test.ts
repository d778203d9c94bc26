import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween } from './days.ts'

describe('dayIn', () => {
  it.each([
    ['UTC', '2026-03-31T23:59:59.999Z', '2026-03-31'],
    ['UTC', '2026-04-01T00:00:00.000Z', '2026-04-01'],
    ['Europe/Berlin', '2026-03-31T22:00:00.000Z', '2026-04-01'],
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25T22:59:59.000Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['Pacific/Pago_Pago', '2026-04-01T10:59:59.000Z', '2026-03-31'],
    ['Pacific/Pago_Pago', '2026-04-01T11:00:00.000Z', '2026-04-01'],
    ['Pacific/Kiritimati', '2026-03-31T10:00:00.000Z', '2026-04-01'],
    ['Asia/Tehran', '2026-03-21T00:00:00.000Z', '2026-03-21'],
    ['Asia/Bangkok', '2026-03-21T00:00:00.000Z', '2026-03-21'],
    ['UTC', '0033-04-03T12:00:00.000Z', '0033-04-03'],
  ])('in %s at %s is %s', (timeZone, instant, day) => {
    expect(dayIn(timeZone, new Date(instant))).toBe(day)
  })
})

describe('addDays and daysBetween', () => {
  it.each([
    ['2026-03-31', 1, '2026-04-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-12-31', 30, '2027-01-30'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-01-01', 0, '2026-01-01'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to)
    expect(daysBetween(from, to)).toBe(days)
  })

  it('stay among the years that sort as text', () => {
    expect(addDays('9999-12-30', 30)).toBe('9999-12-31')
  })
})

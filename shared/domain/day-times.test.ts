import { describe, expect, it } from 'vitest'
import { hourIn, startOfDay } from './day-times.ts'
import { dayIn } from './days.ts'

describe('startOfDay', () => {
  it.each([
    ['UTC', '2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-02', '2026-03-02T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-02', '2026-03-01T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-02', '2026-03-01T18:15:00.000Z'],
    // The days on which the clock is set, and those after them.
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ])('in %s of %s is %s', (timeZone, day, instant) => {
    const start = startOfDay(timeZone, day)
    expect(start.toISOString()).toBe(instant)
    expect(dayIn(timeZone, start) >= day).toBe(true)
    expect(dayIn(timeZone, new Date(start.getTime() - 1)) < day).toBe(true)
  })
})

describe('hourIn', () => {
  it.each([
    ['UTC', '2026-03-02T00:00:00.000Z', 0],
    ['UTC', '2026-03-02T23:59:59.999Z', 23],
    ['Pacific/Pago_Pago', '2026-03-02T10:00:00.000Z', 23],
    ['Pacific/Kiritimati', '2026-03-02T10:00:00.000Z', 0],
    ['Asia/Kathmandu', '2026-03-02T00:15:00.000Z', 6],
    ['Europe/Berlin', '2026-03-29T00:59:00.000Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', 3],
    ['Europe/Berlin', '2026-10-25T00:30:00.000Z', 2],
    ['Europe/Berlin', '2026-10-25T01:30:00.000Z', 2],
  ])('in %s at %s is %i', (timeZone, instant, hour) => {
    expect(hourIn(timeZone, new Date(instant))).toBe(hour)
  })
})

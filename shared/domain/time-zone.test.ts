import { describe, expect, it } from 'vitest'
import { timeZoneName } from './time-zone.ts'

describe('timeZoneName', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ])('knows %s as %s', (given, name) => {
    expect(timeZoneName(given)).toBe(name)
  })

  it.each(['', 'Berlin', '+01:00', '-05:00', 'Europe/Nowhere', 'Europe/Berlin\u0000', '__proto__'])(
    'knows no %j',
    (given) => {
      expect(timeZoneName(given)).toBeUndefined()
    },
  )
})

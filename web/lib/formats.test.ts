import { describe, expect, it } from 'vitest'
import { formatsFor, NO_CURRENCY } from './formats.ts'

const english = formatsFor('en', 'Europe/Berlin', 'EUR')
const german = formatsFor('de', 'Europe/Berlin', 'EUR')
const arabic = formatsFor('ar-u-nu-latn', 'Asia/Riyadh', 'SAR')

describe('money', () => {
  it('has the digits of its currency and the signs of the language', () => {
    expect(english.money('1234567.89')).toBe('€1,234,567.89')
    expect(german.money('1234567.89')).toBe('1.234.567,89\u00a0€')
    expect(english.money('1250', 'JPY')).toBe('¥1,250')
  })

  it('keeps the digits of a unit price that is finer than the currency', () => {
    expect(english.money('0.4111')).toBe('€0.4111')
  })

  it('is negative, and nothing, without surprise', () => {
    expect(english.money('-12.5')).toBe('-€12.50')
    expect(english.money('0')).toBe('€0.00')
  })

  it('has no sign while the currency of the company is not known', () => {
    const early = formatsFor('de', 'UTC', NO_CURRENCY)
    expect(early.money('1234.5')).toBe('1.234,50')
    expect(early.money('1234.5', 'EUR')).toBe('1.234,50\u00a0€')
  })

  it('is short where there is little room', () => {
    expect(english.shortMoney('12400')).toBe('€12.4K')
    expect(english.shortMoney(950)).toBe('€950')
  })

  it('has Latin digits in Arabic', () => {
    expect(arabic.money('1234.5')).toContain('1,234.50')
  })

  it('keeps Latin signs of currencies in their order in Arabic', () => {
    expect(arabic.money('12.5', 'USD')).toBe('\u200f12.50\u00a0\u2066US$\u2069')
  })
})

describe('numbers', () => {
  it('have at most three decimals', () => {
    expect(english.number(1234.5678)).toBe('1,234.568')
    expect(german.number(0.5)).toBe('0,5')
  })

  it('say the sign of a change, but none of nothing', () => {
    expect(english.signed(5)).toBe('+5')
    expect(english.signed(-5)).toBe('-5')
    expect(english.signed(0)).toBe('0')
  })

  it('are shares in percent', () => {
    expect(english.percent(0.4567)).toBe('45.7%')
  })
})

describe('days and instants', () => {
  it('does not move a day into another zone', () => {
    const west = formatsFor('en', 'America/Los_Angeles', 'USD')
    expect(west.day('2026-11-21')).toBe('Nov 21, 2026')
    expect(west.shortDay('2026-01-01')).toBe('Jan 1')
    expect(west.month('2026-11')).toBe('November 2026')
  })

  it('shows an instant in the zone of the company, whatever that of the device', () => {
    expect(german.instant('2026-11-21T23:30:00Z')).toBe('22.11.2026, 00:30')
    expect(german.time('2026-07-01T10:00:00Z')).toBe('12:00')
  })

  it('counts days in words', () => {
    expect(english.days(0)).toBe('today')
    expect(english.days(3)).toBe('in 3 days')
    expect(german.days(-1)).toBe('gestern')
  })
})

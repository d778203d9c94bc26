import { describe, expect, it } from 'vitest'
import { addMonths, dayAfterKey, isMonth, sameDayIn, startOfWeek, weeksOf } from './month-days.ts'

const leftToRight = { locale: 'en', isRightToLeft: false }
const rightToLeft = { locale: 'ar', isRightToLeft: true }

describe('the weeks of a month', () => {
  it('begin on Monday, and cover the month and nothing more', () => {
    const weeks = weeksOf('2026-11', 'en')
    expect(weeks.map(([first]) => first)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ])
    expect(weeks.every((week) => week.length === 7)).toBe(true)
  })

  it('begin on Saturday in Arabic', () => {
    expect(weeksOf('2026-11', 'ar-u-nu-latn')[0]?.[0]).toBe('2026-10-31')
    expect(startOfWeek('2026-11-07', 'ar')).toBe('2026-11-07')
  })

  it('are four when a February of 28 days begins with the week', () => {
    expect(weeksOf('2027-02', 'de')).toHaveLength(4)
  })
})

describe('the keys of the calendar', () => {
  it.each([
    ['ArrowRight', '2026-12-01'],
    ['ArrowLeft', '2026-11-29'],
    ['ArrowDown', '2026-12-07'],
    ['ArrowUp', '2026-11-23'],
    ['Home', '2026-11-30'],
    ['End', '2026-12-06'],
    ['PageDown', '2026-12-30'],
    ['PageUp', '2026-10-30'],
  ])('%s goes from 30 November to %s', (key, day) => {
    expect(dayAfterKey(key, '2026-11-30', leftToRight)).toBe(day)
  })

  it('mirror where the text runs from right to left, and leave other keys alone', () => {
    expect(dayAfterKey('ArrowRight', '2026-11-30', rightToLeft)).toBe('2026-11-29')
    expect(dayAfterKey('ArrowLeft', '2026-11-30', rightToLeft)).toBe('2026-12-01')
    expect(dayAfterKey('a', '2026-11-30', leftToRight)).toBeUndefined()
  })

  it('stay within a shorter month', () => {
    expect(sameDayIn('2027-02', '2027-01-31')).toBe('2027-02-28')
    expect(addMonths('2026-11', 2)).toBe('2027-01')
  })
})

describe('a month of an address', () => {
  it('is a year and a month', () => {
    expect(['2026-11', '2026-13', '2026-1', ''].map(isMonth)).toEqual([true, false, false, false])
  })
})

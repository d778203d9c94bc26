import { describe, expect, it } from 'vitest'
import { reportDays } from './report-days.ts'

const now = new Date('2026-03-30T10:00:00Z')
const hours = ({ from, until }: { from: number; until: number }) => (until - from) / 3_600_000

describe('the days of a report', () => {
  it('are the last thirty of the company, today included', () => {
    const { from, to, today, days } = reportDays('Europe/Berlin', now, {})
    expect([from, to, today, days.length]).toEqual(['2026-03-01', '2026-03-30', '2026-03-30', 30])
    expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted())
  })

  it('follow each other without a gap, and are as long as the clock makes them', () => {
    const { days } = reportDays('Europe/Berlin', now, { from: '2026-03-28' })
    expect(days.map(hours)).toEqual([24, 23, 24])
    expect(days.slice(1).map(({ from }) => from)).toEqual(
      days.slice(0, -1).map(({ until }) => until),
    )
    const { days: left } = reportDays('Pacific/Apia', now, { from: '2011-12-29', to: '2011-12-31' })
    expect(left.map(hours)).toEqual([24, 0, 24])
  })

  it('are those of the time zone, not of UTC', () => {
    const late = new Date('2026-03-30T23:30:00Z')
    expect(reportDays('Pacific/Kiritimati', late, {}).to).toBe('2026-03-31')
    expect(reportDays('Pacific/Midway', late, {}).to).toBe('2026-03-30')
  })

  it('end today, whatever is asked for', () => {
    expect(reportDays('UTC', now, { to: '9999-12-31' }).to).toBe('2026-03-30')
  })

  it('begin no earlier than there can be movements', () => {
    const { days } = reportDays('UTC', now, { to: '1970-01-02' })
    expect(days.map(({ day }) => day)).toEqual(['1970-01-01', '1970-01-02'])
  })

  it('may be 366, and not one more', () => {
    expect(reportDays('UTC', now, { from: '2025-03-30' }).days).toHaveLength(366)
    expect(() => reportDays('UTC', now, { from: '2025-03-29' })).toThrow('at most 366 days')
  })

  it.each([
    ['tomorrow', { from: '2026-03-31' }],
    ['the wrong way round', { from: '2026-03-02', to: '2026-03-01' }],
  ])('are not taken %s', (_, asked) => {
    expect(() => reportDays('UTC', now, asked)).toThrow('must not be after')
  })
})

'use client'

import { addDays, daysBetween } from '#shared/domain/days.ts'
import { MOST_REPORT_DAYS } from '#shared/domain/report-days.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Span, spans } from './periods.ts'

export const presets = [7, 30, 90, 365] as const
const isDay = /^\d{4}-\d{2}-\d{2}$/

export interface Range {
  from: string
  to: string
  /** How many days until today it is; null for two days that were chosen. */
  preset: number | null
  span: Span
}

/** The days that are reported, out of the address: `days=90`, or `from=…&to=…`. */
export function useRange(usual: number): { range: Range; set: (values: RangeChange) => void } {
  const { get, set } = useAddress()
  const today = useFormat().today()
  const [asked, from] = [Number(get('days')), get('from')]
  const span = spans.find((one) => one === get('per'))
  if (isDay.test(from)) {
    const to = isDay.test(get('to')) && get('to') <= today ? get('to') : today
    const first = from > to ? to : from
    const earliest = addDays(to, 1 - MOST_REPORT_DAYS)
    const range = { from: first < earliest ? earliest : first, to, preset: null }
    return { range: { ...range, span: span ?? usualSpan(range.from, to) }, set }
  }
  const preset = presets.find((days) => days === asked) ?? usual
  const first = addDays(today, 1 - preset)
  const range = { from: first, to: today, preset, span: span ?? usualSpan(first, today) }
  return { range, set }
}

type RangeChange = Partial<Record<'days' | 'from' | 'to' | 'per', string>>

/** So that there are neither hundreds of bars nor two. */
function usualSpan(from: string, to: string): Span {
  const days = daysBetween(from, to) + 1
  if (days <= 62) return 'day'
  return days <= 200 ? 'week' : 'month'
}

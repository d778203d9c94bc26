'use client'

import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import type { Span } from './periods.ts'

/** How a period is called by its first day: in full, and in short below an axis. */
export function usePeriodName(span: Span): Record<'long' | 'short', (from: string) => string> {
  const t = useTranslations('reports')
  const format = useFormat()
  if (span === 'month') {
    const long = (from: string) => format.month(from.slice(0, 7))
    return { long, short: long }
  }
  const long = (from: string) =>
    span === 'week' ? t('weekFrom', { day: format.day(from) }) : format.day(from)
  return { long, short: format.shortDay }
}

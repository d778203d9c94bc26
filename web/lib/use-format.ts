import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { useSettings } from './api/use-session.ts'
import { formatsFor, NO_CURRENCY } from './formats.ts'

export type Format = ReturnType<typeof formatsFor>

/** How this person's language and this company's time zone write money, quantities and time. */
export function useFormat(): Format {
  const locale = useLocale()
  const { data } = useSettings()
  const timeZone = data?.timeZone ?? 'UTC'
  const currency = data?.currency ?? NO_CURRENCY
  return useMemo(() => formatsFor(locale, timeZone, currency), [locale, timeZone, currency])
}

import { useMemo } from 'react'
import { useLocale } from 'use-intl'

/** Names a country in the person's language where two letters name it; other texts stay. */
export function useCountryName(): (country: string) => string {
  const locale = useLocale()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    return (country) => (/^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country)
  }, [locale])
}

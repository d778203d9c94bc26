'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'use-intl'
import { controlShape } from '#web/components/ui/field.tsx'
import { rememberChoice } from '#web/lib/cookies.ts'
import { isLocale, LOCALE_COOKIE, localeNames, locales } from '#web/lib/i18n/locales.ts'

/** The languages, each in its own words; the page changes at once. */
export function LanguageChoice() {
  const t = useTranslations('shell')
  const router = useRouter()
  // The locale of the formats carries the digits too.
  const [language = ''] = useLocale().split('-')
  return (
    <select
      aria-label={t('language')}
      value={isLocale(language) ? language : 'en'}
      onChange={(event) => {
        rememberChoice(LOCALE_COOKIE, event.target.value)
        router.refresh()
      }}
      className={`${controlShape} max-w-40`}
    >
      {locales.map((locale) => (
        <option key={locale} value={locale} lang={locale}>
          {localeNames[locale]}
        </option>
      ))}
    </select>
  )
}

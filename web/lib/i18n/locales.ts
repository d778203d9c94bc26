/** The languages of the pages. */
export const locales = ['en', 'de', 'ar'] as const
export type Locale = (typeof locales)[number]

export const LOCALE_COOKIE = 'locale'

/** Each in its own words, as people look for it. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}

/** For `Intl`: with the digits said, because runtimes differ in those of Arabic. */
export function formattingLocale(locale: Locale): string {
  return locale === 'ar' ? 'ar-u-nu-latn' : locale
}

export function isLocale(value: string | undefined): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The best of our languages for what a browser accepts; English for none. */
export function localeFor(acceptLanguage: string): Locale {
  for (const part of acceptLanguage.split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase()
    if (isLocale(language)) return language
  }
  return 'en'
}

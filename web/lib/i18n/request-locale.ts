import { cookies, headers } from 'next/headers'
import { isLocale, LOCALE_COOKIE, type Locale, localeFor } from './locales.ts'

/** The language of a request: what the person chose, else what the browser prefers. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  if (isLocale(chosen)) return chosen
  return localeFor((await headers()).get('accept-language') ?? '')
}

import compile from 'icu-minify/compile'
import type { messages as english } from '#web/messages/en/index.ts'
import type { Locale } from './locales.ts'

export type Messages = typeof english

const load = {
  en: () => import('#web/messages/en/index.ts'),
  de: () => import('#web/messages/de/index.ts'),
  ar: () => import('#web/messages/ar/index.ts'),
} as const

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages
    Locale: Locale
  }
}

const compiled = new Map<Locale, Messages>()

/**
 * All texts in a language, compiled, so that the browser need not bring what reads ICU messages. A
 * test holds that each language has what English has.
 */
export async function messagesFor(locale: Locale): Promise<Messages> {
  let messages = compiled.get(locale)
  if (!messages) {
    // The compiler makes objects without a prototype, which Next does not send to the browser.
    const texts = JSON.stringify(compileAll((await load[locale]()).messages))
    messages = JSON.parse(texts) as Messages
    // While somebody writes texts, they change.
    if (process.env.NODE_ENV === 'production') compiled.set(locale, messages)
  }
  return messages
}

type Texts = { [name: string]: string | Texts }
type Compiled = { [name: string]: unknown }

function compileAll(texts: Texts): Compiled {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? compile(text) : compileAll(text),
    ]),
  )
}

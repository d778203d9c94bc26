import type { Metadata } from 'next'
import { messagesFor, type Messages } from './messages.ts'
import { requestLocale } from './request-locale.ts'

/** The texts of a part that stand in its file as they are shown. */
type PlainTexts<Part extends keyof Messages> = Extract<keyof Messages[Part], string>

/**
 * The title of a page, in the language of the request:
 * `export const generateMetadata = () => pageTitle('shell', 'reports')`
 */
export async function pageTitle<Part extends keyof Messages>(
  part: Part,
  name: PlainTexts<Part>,
): Promise<Metadata> {
  const texts: Messages[Part] = (await messagesFor(await requestLocale()))[part]
  return { title: String(texts[name]) }
}

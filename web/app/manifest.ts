import type { MetadataRoute } from 'next'
import { directionOf } from '#web/lib/i18n/locales.ts'
import { messagesFor } from '#web/lib/i18n/messages.ts'
import { requestLocale } from '#web/lib/i18n/request-locale.ts'

/** What a device must know to keep the pages as an application. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const locale = await requestLocale()
  const { shell } = await messagesFor(locale)
  const icon = { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }
  return {
    id: '/',
    name: 'Stockroom',
    short_name: 'Stockroom',
    lang: locale,
    dir: directionOf(locale),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f7f8f8',
    theme_color: '#0b6b5c',
    icons: [
      { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      icon,
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: '/icons/maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
    shortcuts: [
      { name: shell.till, url: '/till', icons: [icon] },
      { name: shell.receive, url: '/receive', icons: [icon] },
    ],
  }
}

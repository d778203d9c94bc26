import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '#web/components/providers.tsx'
import { directionOf } from '#web/lib/i18n/locales.ts'
import { messagesFor } from '#web/lib/i18n/messages.ts'
import { requestLocale } from '#web/lib/i18n/request-locale.ts'
import { isTheme, systemThemeScript, THEME_COOKIE } from '#web/lib/theme.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Stockroom', template: '%s · Stockroom' },
  applicationName: 'Stockroom',
  appleWebApp: { capable: true, title: 'Stockroom' },
  icons: { icon: '/icons/icon.svg', apple: '/icons/apple-180.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1214' },
  ],
}

/** Everything around a page that the server knows: language, direction, theme, nonce, texts. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await requestLocale()
  const nonce = (await headers()).get('x-nonce') ?? ''
  const chosen = (await cookies()).get(THEME_COOKIE)?.value
  const theme = isTheme(chosen) ? chosen : 'system'
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme === 'system' ? undefined : theme}
      suppressHydrationWarning
    >
      <head>
        {theme === 'system' && (
          <script
            nonce={nonce}
            suppressHydrationWarning
            dangerouslySetInnerHTML={{ __html: systemThemeScript }}
          />
        )}
      </head>
      <body>
        <Providers locale={locale} messages={await messagesFor(locale)}>
          {children}
        </Providers>
      </body>
    </html>
  )
}

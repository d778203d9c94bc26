'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { IntlProvider } from 'use-intl'
import { newQueryClient } from '#web/lib/api/query-client.ts'
import { formattingLocale, type Locale } from '#web/lib/i18n/locales.ts'
import type { Messages } from '#web/lib/i18n/messages.ts'
import { Toasts } from './ui/toasts.tsx'

interface ProvidersProps {
  locale: Locale
  messages: Messages
  children: ReactNode
}

export function Providers({ locale, messages, children }: ProvidersProps) {
  const [queryClient] = useState(newQueryClient)
  return (
    <IntlProvider
      locale={formattingLocale(locale) as Locale}
      messages={messages}
      // Days and instants are formatted by `useFormat`, in the company's time zone.
      timeZone="UTC"
    >
      <QueryClientProvider client={queryClient}>
        {children}
        <Toasts />
      </QueryClientProvider>
    </IntlProvider>
  )
}

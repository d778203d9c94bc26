'use client'

import { Compass } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'

/** At an address that leads nowhere. */
export function NoSuchPage() {
  const t = useTranslations('shell')
  return (
    <main className="grid min-h-dvh place-items-center">
      <Notice
        icon={Compass}
        title={t('notFound')}
        actions={
          <LinkButton look="primary" href="/">
            {t('toToday')}
          </LinkButton>
        }
      >
        {t('notFoundHelp')}
      </Notice>
    </main>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { AreaCards } from './area-list.tsx'

/** What can be set, and where. */
export function SettingsIndex() {
  const t = useTranslations('shell')
  return (
    <>
      <PageHeader title={t('settings')} />
      <AreaCards />
    </>
  )
}

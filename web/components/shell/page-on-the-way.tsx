'use client'

import { useTranslations } from 'use-intl'

/** The shape of a page whose code is on its way: a title, and what it is about. */
export function PageOnTheWay() {
  const t = useTranslations('shell')
  return (
    <div role="status" aria-label={t('loadingPage')} className="grid gap-3 pt-2.5">
      <div className="skeleton h-7 w-40" />
      <div className="skeleton mt-2 h-9" />
      <div className="skeleton h-96" />
    </div>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Figures } from './figures.tsx'
import type { Import, Report } from './use-import.ts'

/** What was done. */
export function DoneStep({ state, report }: { state: Import; report: Report }) {
  const t = useTranslations('imports')
  return (
    <div className="grid gap-4">
      <p role="status" className="rounded-card bg-ok-soft p-3 text-ok">
        {t('imported', { count: report.created + report.updated })}
      </p>
      <Figures report={report} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => state.go('choose')}>{t('another')}</Button>
        <LinkButton look="primary" href="/products?sort=-updatedAt">
          {t('seeProducts')}
        </LinkButton>
      </div>
    </div>
  )
}

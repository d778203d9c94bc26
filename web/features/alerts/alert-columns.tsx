'use client'

import { useTranslations } from 'use-intl'
import { dayIn } from '#shared/domain/days.ts'
import type { Column } from '#web/components/data-table/columns.ts'
import { ProductCell } from '#web/components/records/product-cell.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { type Alert, severityTones } from './alert.ts'
import { Remedies } from './remedies.tsx'
import { useAlertWords } from './use-alert-words.ts'

export function useAlertColumns(): readonly Column<Alert>[] {
  const t = useTranslations('alerts')
  const words = useAlertWords()
  return [
    {
      id: 'severity',
      title: t('severity'),
      width: '6.5rem',
      cell: ({ severity }) => (
        <Badge tone={severityTones[severity]}>{t(`severity_${severity}`)}</Badge>
      ),
      narrow: 'value',
    },
    {
      id: 'product',
      title: t('product'),
      width: 'minmax(14rem, 1.3fr)',
      cell: ({ productId, name, sku }) => (
        <ProductCell name={name} sku={sku} href={`/products/${productId}`} />
      ),
      narrow: 'title',
    },
    {
      id: 'kind',
      title: t('kind'),
      width: '9rem',
      cell: ({ kind }) => t(`kind_${kind}`),
    },
    {
      id: 'words',
      title: t('what'),
      width: 'minmax(16rem, 2.6fr)',
      cell: (alert) => <span title={words(alert)}>{words(alert)}</span>,
      narrow: 'below',
    },
    {
      id: 'since',
      title: t('since'),
      width: '6.5rem',
      cell: (alert) => <Since alert={alert} />,
      narrow: 'belowValue',
    },
    {
      id: 'remedy',
      title: t('whatToDo'),
      width: '8rem',
      cell: (alert) => <Remedies alert={alert} isFirstOnly />,
    },
  ]
}

function Since({ alert: { openedAt, state, snoozedUntil } }: { alert: Alert }) {
  const t = useTranslations('alerts')
  const format = useFormat()
  const day = (instant: string) => format.shortDay(dayIn(format.timeZone, new Date(instant)))
  if (state === 'snoozed' && snoozedUntil !== null) return t('until', { day: day(snoozedUntil) })
  return day(openedAt)
}

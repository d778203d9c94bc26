'use client'

import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { Badge } from '#web/components/ui/badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { type Mail, mailTones } from './mail.ts'

export function useMailColumns(): readonly Column<Mail>[] {
  const t = useTranslations('outbox')
  const format = useFormat()
  return [
    {
      id: 'state',
      title: t('state'),
      width: '8rem',
      cell: ({ state }) => <Badge tone={mailTones[state]}>{t(`state_${state}`)}</Badge>,
      narrow: 'value',
    },
    {
      id: 'recipient',
      title: t('recipient'),
      width: 'minmax(13rem, 1fr)',
      cell: ({ recipient }) => <bdi dir="ltr">{recipient}</bdi>,
      narrow: 'below',
    },
    {
      id: 'subject',
      title: t('subject'),
      width: 'minmax(14rem, 3fr)',
      cell: ({ subject }) => (
        <span dir="auto" title={subject} className="block truncate font-medium">
          {subject}
        </span>
      ),
      narrow: 'title',
    },
    {
      id: 'createdAt',
      title: t('written'),
      width: '12rem',
      cell: ({ createdAt }) => format.instant(createdAt),
    },
    {
      id: 'attempts',
      title: t('attempts'),
      width: '6rem',
      numeric: true,
      cell: ({ attempts }) => format.number(attempts),
    },
    {
      id: 'lastError',
      title: t('problem'),
      width: 'minmax(8rem, 1fr)',
      cell: ({ lastError }) =>
        lastError !== null && (
          <span title={lastError} className="text-bad">
            {lastError}
          </span>
        ),
    },
  ]
}

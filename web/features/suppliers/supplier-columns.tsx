'use client'

import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { Badge } from '#web/components/ui/badge.tsx'
import { Mail } from './facts-card.tsx'
import { useCountryName } from './country-name.ts'
import type { Supplier } from './supplier.ts'

export function useSupplierColumns(): readonly Column<Supplier>[] {
  const t = useTranslations('suppliers')
  const countryName = useCountryName()
  return [
    {
      id: 'name',
      title: t('name'),
      width: 'minmax(12rem, 2fr)',
      sort: 'name',
      cell: (supplier) => <Name supplier={supplier} />,
      narrow: 'title',
    },
    {
      id: 'code',
      title: t('code'),
      width: '7rem',
      cell: ({ code }) => code !== null && <bdi dir="ltr">{code}</bdi>,
    },
    {
      id: 'country',
      title: t('country'),
      width: 'minmax(7rem, 1fr)',
      cell: ({ country }) => country !== null && countryName(country),
      narrow: 'below',
    },
    {
      id: 'terms',
      title: t('terms'),
      width: 'minmax(10rem, 2fr)',
      cell: ({ terms }) => terms !== null && <span title={terms}>{terms}</span>,
    },
    {
      id: 'leadTime',
      title: t('leadTime'),
      width: '8rem',
      numeric: true,
      cell: ({ leadTimeDays }) => leadTimeDays !== null && t('days', { count: leadTimeDays }),
      narrow: 'value',
    },
    {
      id: 'currency',
      title: t('currency'),
      width: '6rem',
      cell: ({ currency }) => currency,
      narrow: 'belowValue',
    },
    {
      id: 'email',
      title: t('email'),
      width: 'minmax(10rem, 1.5fr)',
      cell: ({ email }) => email !== null && <Mail address={email} />,
    },
  ]
}

function Name({ supplier: { name, active } }: { supplier: Supplier }) {
  const t = useTranslations('suppliers')
  return (
    <span className="inline-flex max-w-full items-center gap-2">
      <span className="truncate font-medium">{name}</span>
      {!active && <Badge>{t('inactive')}</Badge>}
    </span>
  )
}

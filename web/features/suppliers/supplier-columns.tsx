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
      width: 'minmax(10rem, 2fr)',
      sort: 'name',
      cell: (supplier) => <Name supplier={supplier} />,
      narrow: 'title',
    },
    {
      id: 'code',
      title: t('code'),
      width: '6rem',
      cell: ({ code }) => code !== null && <bdi dir="ltr">{code}</bdi>,
    },
    {
      id: 'country',
      title: t('country'),
      width: 'minmax(6rem, 1fr)',
      cell: ({ country }) => country !== null && countryName(country),
      narrow: 'below',
    },
    {
      id: 'terms',
      title: t('terms'),
      width: 'minmax(8rem, 2fr)',
      cell: ({ terms }) => terms !== null && <bdi title={terms}>{terms}</bdi>,
    },
    {
      id: 'leadTime',
      title: t('leadTime'),
      width: '6.5rem',
      numeric: true,
      cell: ({ leadTimeDays }) => leadTimeDays !== null && t('days', { count: leadTimeDays }),
      narrow: 'value',
    },
    {
      id: 'currency',
      title: t('currency'),
      width: '5.5rem',
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
      <bdi className="truncate font-medium">{name}</bdi>
      {!active && <Badge>{t('inactive')}</Badge>}
    </span>
  )
}

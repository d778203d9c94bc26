'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { CutText } from '#web/components/ui/cut-text.tsx'
import { StockBadge } from '#web/components/ui/stock-badge.tsx'
import { type Format, useFormat } from '#web/lib/use-format.ts'
import { LevelMenu } from './level-menu.tsx'
import type { Level } from './levels.tsx'

type Texts = ReturnType<typeof useTranslations<'stock'>>

/** What the table of levels says of a product. */
export function useLevelColumns(): readonly Column<Level>[] {
  const t = useTranslations('stock')
  const format = useFormat()
  return useMemo(() => [...nameColumns(t), ...figureColumns(t, format)], [t, format])
}

function nameColumns(t: Texts): Column<Level>[] {
  return [
    {
      id: 'name',
      title: t('product'),
      width: 'minmax(12rem, 2fr)',
      sort: 'name',
      narrow: 'title',
      cell: ({ name }) => <CutText>{name}</CutText>,
    },
    {
      id: 'sku',
      title: t('sku'),
      sort: 'sku',
      narrow: 'below',
      cell: ({ sku }) => <bdi dir="ltr">{sku}</bdi>,
    },
    {
      id: 'status',
      title: t('status'),
      narrow: 'below',
      cell: ({ stockStatus }) => <StockBadge status={stockStatus} />,
    },
  ]
}

function figureColumns(t: Texts, format: Format): Column<Level>[] {
  return [
    {
      id: 'onHand',
      title: t('onHand'),
      width: '7rem',
      numeric: true,
      cell: ({ onHand }) => format.number(onHand),
    },
    {
      id: 'reserved',
      title: t('reserved'),
      width: '7rem',
      numeric: true,
      cell: ({ reserved }) => (reserved === 0 ? t('nothing') : format.number(reserved)),
    },
    {
      id: 'available',
      title: t('available'),
      width: '8rem',
      numeric: true,
      narrow: 'value',
      cell: ({ available, unit }) => (
        <>
          <span className="font-medium">{format.number(available)}</span>{' '}
          <span className="text-xs text-muted">{unit}</span>
        </>
      ),
    },
    {
      id: 'days',
      title: t('daysLeft'),
      width: '8rem',
      numeric: true,
      narrow: 'belowValue',
      cell: (level) => <DaysLeft level={level} />,
    },
    {
      id: 'value',
      title: t('value'),
      width: '8rem',
      numeric: true,
      cell: ({ stockValue }) => format.money(stockValue),
    },
    {
      id: 'menu',
      title: '',
      width: '3.5rem',
      cell: (level) => <LevelMenu level={level} />,
    },
  ]
}

/** How long the stock lasts at the demand of late; red when it is a matter of days. */
function DaysLeft({ level }: { level: Level }) {
  const t = useTranslations('stock')
  const format = useFormat()
  const { daysUntilStockout: days, stockoutOn } = level
  if (days === null) return <span className="text-muted">{t('nothing')}</span>
  return (
    <span
      title={stockoutOn === null ? undefined : t('runsOutOn', { day: format.day(stockoutOn) })}
      className={days <= 7 ? 'font-medium text-bad' : days <= 21 ? 'text-warn' : undefined}
    >
      {t('days', { count: days })}
    </span>
  )
}

'use client'

import { PackageCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { DownloadButton } from './download-button.tsx'
import { useNameColumns } from './name-columns.tsx'
import { ScanProgress } from './scan-progress.tsx'
import { type InventoryItem, useInventoryScan } from './use-inventory-scan.ts'

/** Stock for longer than this is slow. */
const SLOW_DAYS = 180
const kinds = ['all', 'unsold', 'slow'] as const
type Kind = (typeof kinds)[number]

/** The money that lies in goods which hardly anybody buys, the most first. */
export function SlowMovers() {
  const t = useTranslations('reports')
  const router = useRouter()
  const { get, set } = useAddress()
  const kind = kinds.find((one) => one === get('kind')) ?? 'all'
  const scan = useInventoryScan()
  const columns = useColumns()
  const items = useMemo(
    () =>
      scan.items
        .filter((item) => item.onHand > 0 && isOf(kind, item))
        .sort((a, b) => Number(b.stockValue) - Number(a.stockValue)),
    [scan.items, kind],
  )
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <select
          aria-label={t('which')}
          value={kind}
          onChange={(event) =>
            set({ kind: event.target.value === 'all' ? '' : event.target.value })
          }
          className={`${controlShape} w-auto!`}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`kind_${one}`, { days: SLOW_DAYS })}
            </option>
          ))}
        </select>
        <ScanProgress scan={scan} />
        {items.length > 0 && <Download items={items} />}
      </div>
      <DataTable<InventoryItem>
        label={t('tab_slow')}
        list={{ ...scan, items, hasNextPage: false, more: () => undefined }}
        columns={columns}
        rowKey={({ productId }) => productId}
        onOpen={({ productId }) => router.push(`/products/${productId}`)}
        empty={
          <Notice icon={PackageCheck} title={t('nothingSlow')}>
            {t('nothingSlowHelp', { days: SLOW_DAYS })}
          </Notice>
        }
      />
    </>
  )
}

function isOf(kind: Kind, { daysUntilStockout: days }: InventoryItem): boolean {
  if (kind === 'unsold') return days === null
  const isSlow = days !== null && days > SLOW_DAYS
  return kind === 'slow' ? isSlow : isSlow || days === null
}

function useColumns(): Column<InventoryItem>[] {
  const t = useTranslations('reports')
  const format = useFormat()
  const names = useNameColumns<InventoryItem>()
  return useMemo(
    () => [
      ...names,
      {
        id: 'onHand',
        title: t('onHand'),
        cell: ({ onHand, unit }) => `${format.number(onHand)} ${unit}`,
        numeric: true,
      },
      {
        id: 'lasts',
        title: t('lasts'),
        cell: ({ daysUntilStockout }) =>
          daysUntilStockout === null ? t('notSold') : t('days', { count: daysUntilStockout }),
        numeric: true,
        width: '12rem',
        narrow: 'belowValue',
      },
      {
        id: 'cost',
        title: t('averageCost'),
        cell: ({ averageCost }) => format.money(averageCost),
        numeric: true,
      },
      {
        id: 'value',
        title: t('value'),
        cell: ({ stockValue }) => format.money(stockValue),
        numeric: true,
        narrow: 'value',
      },
    ],
    [t, format, names],
  )
}

function Download({ items }: { items: readonly InventoryItem[] }) {
  const t = useTranslations('reports')
  return (
    <DownloadButton
      name={t('slowFile')}
      rows={() => [
        [t('sku'), t('product'), t('onHand'), t('unit'), t('lasts'), t('averageCost'), t('value')],
        ...items.map((item) => [
          item.sku,
          item.name,
          item.onHand,
          item.unit,
          item.daysUntilStockout,
          item.averageCost,
          item.stockValue,
        ]),
      ]}
    />
  )
}

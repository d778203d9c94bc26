'use client'

import { PackageCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { DownloadButton } from './download-button.tsx'
import { useNameColumns } from './name-columns.tsx'

type Forecast = Taken<(typeof api.monitor.forecast)['$get']>['items'][number]
const choices = [7, 14, 30, 60, 90] as const
const USUAL = 14

/** Every product that runs out within some days, the first one first. */
export function RunsOut() {
  const t = useTranslations('reports')
  const router = useRouter()
  const { get, set } = useAddress()
  const asked = Number(get('within'))
  const within = choices.find((days) => days === asked) ?? USUAL
  const list = useList<Forecast>(['forecast', 'within', within], (cursor, signal) =>
    take(
      api.monitor.forecast.$get(
        {
          query: {
            withinDays: String(within),
            limit: '100',
            ...(cursor !== undefined && { cursor }),
          },
        },
        { init: { signal } },
      ),
    ),
  )
  const columns = useColumns()
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <select
          aria-label={t('within')}
          value={within}
          onChange={(event) => set({ within: event.target.value })}
          className={`${controlShape} w-auto!`}
        >
          {choices.map((days) => (
            <option key={days} value={days}>
              {t('withinDays', { days })}
            </option>
          ))}
        </select>
        {list.items.length > 0 && <Download items={list.items} />}
      </div>
      <DataTable<Forecast>
        label={t('tab_runs-out')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        onOpen={({ productId }) => router.push(`/products/${productId}`)}
        empty={
          <Notice icon={PackageCheck} title={t('nothingRunsOut', { days: within })}>
            {t('nothingRunsOutHelp')}
          </Notice>
        }
      />
    </>
  )
}

function useColumns(): Column<Forecast>[] {
  const products = useProductColumns()
  const times = useTimeColumns()
  return useMemo(() => [...products, ...times], [products, times])
}

function useProductColumns(): Column<Forecast>[] {
  const t = useTranslations('reports')
  const format = useFormat()
  const names = useNameColumns<Forecast>()
  return useMemo(
    () => [
      ...names,
      {
        id: 'available',
        title: t('available'),
        cell: ({ available, unit }) => `${format.number(available)} ${unit}`,
        numeric: true,
        narrow: 'belowValue',
      },
      {
        id: 'demand',
        title: t('dailyDemand'),
        cell: ({ dailyDemand }) => format.number(Math.round(dailyDemand * 10) / 10),
        numeric: true,
      },
    ],
    [t, format, names],
  )
}

function useTimeColumns(): Column<Forecast>[] {
  const t = useTranslations('reports')
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'stockout',
        title: t('runsOutOn'),
        cell: ({ daysUntilStockout }) => (
          <span className={(daysUntilStockout ?? 0) <= 3 ? 'font-medium text-bad' : ''}>
            {format.days(daysUntilStockout ?? 0)}
          </span>
        ),
        numeric: true,
        width: '8.5rem',
        narrow: 'value',
      },
      {
        id: 'incoming',
        title: t('incoming'),
        cell: ({ incoming }) => (incoming === 0 ? '–' : format.number(incoming)),
        numeric: true,
      },
      {
        id: 'receipt',
        title: t('nextReceipt'),
        cell: ({ nextReceiptOn }) => (nextReceiptOn === null ? '–' : format.day(nextReceiptOn)),
        numeric: true,
        width: '8.5rem',
      },
      {
        id: 'gap',
        title: t('gap'),
        cell: ({ gapDays }) =>
          gapDays === null || gapDays <= 0 ? '–' : t('days', { count: gapDays }),
        numeric: true,
      },
    ],
    [t, format],
  )
}

function Download({ items }: { items: readonly Forecast[] }) {
  const t = useTranslations('reports')
  return (
    <DownloadButton
      name={t('runsOutFile')}
      rows={() => [
        [
          t('sku'),
          t('product'),
          t('available'),
          t('unit'),
          t('dailyDemand'),
          t('runsOutOn'),
          t('incoming'),
          t('nextReceipt'),
          t('gap'),
        ],
        ...items.map((item) => [
          item.sku,
          item.name,
          item.available,
          item.unit,
          item.dailyDemand,
          item.stockoutOn,
          item.incoming,
          item.nextReceiptOn,
          item.gapDays,
        ]),
      ]}
    />
  )
}

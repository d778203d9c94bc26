'use client'

import { useQuery } from '@tanstack/react-query'
import { Boxes } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { inventorySorts } from '#shared/domain/list-sorts.ts'
import { type StockStatus, stockStatuses } from '#shared/domain/stock-status.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { SearchField } from '#web/components/data-table/search-field.tsx'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight, NothingMatches } from '#web/components/ui/states.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { FilterSelect } from './filter-select.tsx'
import { LocationFilter } from './location-filter.tsx'
import { useLevelColumns } from './level-columns.tsx'
import { StockHead } from './stock-head.tsx'

export type Level = Taken<(typeof api.inventory)['$get']>['items'][number]

const PAGE = '60'

/** What there is of each product, at one location or at all. */
export function Levels() {
  const t = useTranslations('stock')
  const { data: me } = useMe()
  const can = useCan()
  if (me && !can('inventory:read')) return <NoRight what={t('whatStock')} />
  return <LevelTable />
}

function LevelTable() {
  const t = useTranslations('stock')
  const router = useRouter()
  const { get, set } = useAddress()
  const q = get('q')
  const locationId = get('location')
  const status = get('status')
  const sort = inventorySorts.find((name) => name === get('sort')) ?? 'name'
  const query = {
    limit: PAGE,
    sort,
    ...(q && { q }),
    ...(locationId && { locationId }),
    ...(isStatus(status) && { status }),
  }
  const list = useList<Level>(['inventory', 'levels', query], (cursor, signal) =>
    take(
      api.inventory.$get({ query: { ...query, ...(cursor && { cursor }) } }, { init: { signal } }),
    ),
  )
  const columns = useLevelColumns()
  const clear = () => set({ q: '', location: '', status: '' })
  const isFiltered = q + locationId + status !== ''
  return (
    <div className="flex h-full flex-col gap-2">
      <StockHead tab="levels" />
      <Filters />
      <DataTable<Level>
        label={t('levels')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        onOpen={({ productId }) => router.push(`/products/${productId}`)}
        sort={sort}
        onSort={(next) => set({ sort: next === 'name' ? '' : next })}
        empty={
          isFiltered ? (
            <NothingMatches {...(q && { query: q })} onClear={clear} />
          ) : (
            <Notice
              icon={Boxes}
              title={t('noStock')}
              actions={<LinkButton href="/products">{t('toProducts')}</LinkButton>}
            >
              {t('noStockHelp')}
            </Notice>
          )
        }
      />
    </div>
  )
}

function Filters() {
  const t = useTranslations('stock')
  const { get, set } = useAddress()
  const search = useCallback((value: string) => set({ q: value }), [set])
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label={t('searchLevels')} value={get('q')} onChange={search} />
      <LocationFilter />
      <StatusFilter value={get('status')} onChange={(value) => set({ status: value })} />
      <WorthOfAll />
    </div>
  )
}

function StatusFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('stock')
  const common = useTranslations('common')
  return (
    <FilterSelect
      label={t('status')}
      all={t('allStatuses')}
      value={value}
      onChange={onChange}
      options={stockStatuses.map((name) => ({ value: name, title: common(`stock_${name}`) }))}
    />
  )
}

/** What all stock is worth, and how much of it runs out. */
function WorthOfAll() {
  const t = useTranslations('stock')
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['inventory', 'status'],
    queryFn: ({ signal }) => take(api.inventory.status.$get({}, { init: { signal } })),
  })
  if (!data) return null
  return (
    <p className="ms-auto text-sm text-muted max-sm:w-full">
      {t.rich('worthOfAll', {
        value: format.money(data.stockValue, data.currency),
        count: data.products,
        strong: (words) => <strong className="font-semibold text-text">{words}</strong>,
      })}
    </p>
  )
}

function isStatus(value: string): value is StockStatus {
  return stockStatuses.some((status) => status === value)
}

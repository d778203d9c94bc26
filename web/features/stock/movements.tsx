'use client'

import { History } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { movementKinds } from '#shared/domain/movements.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { ProductName } from '#web/components/records/record-names.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight, NothingMatches } from '#web/components/ui/states.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { DayField } from './day-field.tsx'
import { FilterSelect } from './filter-select.tsx'
import { LocationFilter } from './location-filter.tsx'
import { useMovementColumns } from './movement-columns.tsx'
import { dayRange } from './day-range.ts'
import { StockHead } from './stock-head.tsx'
import { useFormat } from '#web/lib/use-format.ts'

export type Movement = Taken<(typeof api.inventory.movements)['$get']>['items'][number]

const PAGE = '60'

/** Everything that moved stock, newest first; each can be taken back. */
export function Movements() {
  const t = useTranslations('stock')
  const { data: me } = useMe()
  const can = useCan()
  if (me && !can('inventory:read')) return <NoRight what={t('whatMovements')} />
  return <MovementTable />
}

function MovementTable() {
  const t = useTranslations('stock')
  const router = useRouter()
  const { get, set } = useAddress()
  const { timeZone } = useFormat()
  const kind = movementKinds.find((name) => name === get('kind'))
  const [productId, locationId, from, to] = ['product', 'location', 'from', 'to'].map(get)
  const query = {
    limit: PAGE,
    ...(productId && { productId }),
    ...(locationId && { locationId }),
    ...(kind && { kind }),
    ...dayRange(from ?? '', to ?? '', timeZone),
  }
  const list = useList<Movement>(['movement', 'list', query], (cursor, signal) =>
    take(
      api.inventory.movements.$get(
        { query: { ...query, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const columns = useMovementColumns(list.items)
  const clear = () => set({ kind: '', product: '', location: '', from: '', to: '' })
  const isFiltered = Object.keys(query).length > 1
  return (
    <div className="flex h-full flex-col gap-2">
      <StockHead tab="movements" />
      <Filters isFiltered={isFiltered} onClear={clear} />
      <DataTable<Movement>
        label={t('movements')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={(movement) => router.push(`/products/${movement.productId}`)}
        empty={
          isFiltered ? (
            <NothingMatches onClear={clear} />
          ) : (
            <Notice
              icon={History}
              title={t('noMovements')}
              actions={<LinkButton href="/products">{t('toProducts')}</LinkButton>}
            >
              {t('noMovementsHelp')}
            </Notice>
          )
        }
      />
    </div>
  )
}

function Filters({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations('stock')
  const actions = useTranslations('stockActions')
  const { get, set } = useAddress()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterSelect
        label={t('kind')}
        all={t('allKinds')}
        value={get('kind')}
        onChange={(value) => set({ kind: value })}
        options={movementKinds.map((name) => ({ value: name, title: actions(`kind_${name}`) }))}
      />
      <LocationFilter />
      <DayField label={t('fromDay')} value={get('from')} onChange={(day) => set({ from: day })} />
      <DayField label={t('toDay')} value={get('to')} onChange={(day) => set({ to: day })} />
      {get('product') && (
        <span className="inline-flex items-center gap-2 rounded-full bg-accent-soft px-3 py-1 text-accent">
          <ProductName id={get('product')} />
        </span>
      )}
      {isFiltered && (
        <Button look="quiet" onClick={onClear}>
          {t('clear')}
        </Button>
      )}
    </div>
  )
}

'use client'

import { ClipboardCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { LocationName } from '#web/components/records/location-name.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight, NothingMatches } from '#web/components/ui/states.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { CountState, Progress } from './count/count-state.tsx'
import { FilterSelect } from './filter-select.tsx'
import { LocationFilter } from './location-filter.tsx'
import { StockHead } from './stock-head.tsx'

const BeginCount = whenOpened(() =>
  import('./count/begin-count.tsx').then((module) => module.BeginCount),
)

type CountSummary = Taken<(typeof api.inventory.counts)['$get']>['items'][number]

const PAGE = '60'
const states = ['open', 'posted', 'cancelled'] as const

/** Stocktakes, newest first. */
export function Counts() {
  const t = useTranslations('stock')
  const { data: me } = useMe()
  const can = useCan()
  if (me && !can('inventory:read')) return <NoRight what={t('whatCounts')} />
  return <CountTable />
}

function CountTable() {
  const t = useTranslations('stock')
  const router = useRouter()
  const can = useCan()
  const { get, set } = useAddress()
  const state = states.find((name) => name === get('state'))
  const locationId = get('location')
  const query = { limit: PAGE, ...(state && { state }), ...(locationId && { locationId }) }
  const list = useList<CountSummary>(['count', 'list', query], (cursor, signal) =>
    take(
      api.inventory.counts.$get(
        { query: { ...query, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const columns = useCountColumns()
  const begin = (look: 'primary' | 'plain') =>
    can('inventory:adjust') && (
      <Button look={look} onClick={() => set({ begin: 'yes' }, { push: true })}>
        {t('beginCount')}
      </Button>
    )
  return (
    <div className="flex h-full flex-col gap-2">
      <StockHead tab="counts" actions={begin('primary')} />
      <Filters />
      <DataTable<CountSummary>
        label={t('counts')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => router.push(`/stock/counts/${id}`)}
        empty={
          state || locationId ? (
            <NothingMatches onClear={() => set({ state: '', location: '' })} />
          ) : (
            <Notice icon={ClipboardCheck} title={t('noCounts')} actions={begin('plain')}>
              {t(can('inventory:adjust') ? 'noCountsHelp' : 'noCountsReader')}
            </Notice>
          )
        }
      />
      {get('begin') === 'yes' && (
        <BeginCount
          onClose={() => set({ begin: '' })}
          onBegun={(id) => router.push(`/stock/counts/${id}`)}
        />
      )}
    </div>
  )
}

function Filters() {
  const t = useTranslations('stock')
  const { get, set } = useAddress()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterSelect
        label={t('state')}
        all={t('allStates')}
        value={get('state')}
        onChange={(value) => set({ state: value })}
        options={states.map((name) => ({ value: name, title: t(`count_${name}`) }))}
      />
      <LocationFilter />
    </div>
  )
}

function useCountColumns(): readonly Column<CountSummary>[] {
  const t = useTranslations('stock')
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'at',
        title: t('begun'),
        width: '12rem',
        narrow: 'below',
        cell: ({ createdAt }) => format.instant(createdAt),
      },
      {
        id: 'location',
        title: t('location'),
        width: 'minmax(9rem, 1fr)',
        narrow: 'title',
        cell: ({ locationId }) => <LocationName id={locationId} />,
      },
      {
        id: 'state',
        title: t('state'),
        narrow: 'value',
        cell: ({ state }) => <CountState state={state} />,
      },
      {
        id: 'progress',
        title: t('counted'),
        width: '12rem',
        narrow: 'belowValue',
        cell: (count) => <Progress count={count} />,
      },
      {
        id: 'note',
        title: t('note'),
        width: 'minmax(8rem, 1fr)',
        cell: ({ note, blind }) => [blind && t('blindShort'), note].filter(Boolean).join(' · '),
      },
      { id: 'by', title: t('by'), cell: ({ actor }) => actor.name },
    ],
    [t, format],
  )
}

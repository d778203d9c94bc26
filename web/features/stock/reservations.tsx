'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight, NothingMatches } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { FilterSelect } from './filter-select.tsx'
import { LocationFilter } from './location-filter.tsx'
import { useReservationColumns } from './reservation-columns.tsx'
import { StockHead } from './stock-head.tsx'

export type Reservation = Taken<(typeof api.inventory.reservations)['$get']>['items'][number]

const PAGE = '60'
const states = ['open', 'sold', 'released'] as const

/** Stock that is promised to somebody, and giving it back to what is available. */
export function Reservations() {
  const t = useTranslations('stock')
  const { data: me } = useMe()
  const can = useCan()
  if (me && !can('inventory:read')) return <NoRight what={t('whatReservations')} />
  return <ReservationTable />
}

function ReservationTable() {
  const t = useTranslations('stock')
  const router = useRouter()
  const { get, set } = useAddress()
  const [releasing, setReleasing] = useState<Reservation | null>(null)
  const wanted = get('state')
  const state = states.find((name) => name === wanted) ?? 'open'
  const locationId = get('location')
  const query = {
    limit: PAGE,
    ...(wanted !== 'all' && { state }),
    ...(locationId && { locationId }),
  }
  const list = useList<Reservation>(['reservation', 'list', query], (cursor, signal) =>
    take(
      api.inventory.reservations.$get(
        { query: { ...query, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const columns = useReservationColumns(setReleasing)
  return (
    <div className="flex h-full flex-col gap-2">
      <StockHead tab="reservations" />
      <Filters />
      <DataTable<Reservation>
        label={t('reservations')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ productId }) => router.push(`/products/${productId}`)}
        empty={
          wanted !== '' || locationId ? (
            <NothingMatches onClear={() => set({ state: '', location: '' })} />
          ) : (
            <Notice icon={Bookmark} title={t('noReservations')}>
              {t('noReservationsHelp')}
            </Notice>
          )
        }
      />
      {releasing && <Release reservation={releasing} onClose={() => setReleasing(null)} />}
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
        all={t('reservation_open')}
        value={get('state')}
        onChange={(value) => set({ state: value })}
        options={[
          { value: 'sold', title: t('reservation_sold') },
          { value: 'released', title: t('reservation_released') },
          { value: 'all', title: t('allStates') },
        ]}
      />
      <LocationFilter />
    </div>
  )
}

function Release({ reservation, onClose }: { reservation: Reservation; onClose: () => void }) {
  const t = useTranslations('stock')
  const client = useQueryClient()
  const { id, name, quantity } = reservation
  const release = useMutation({
    mutationFn: () =>
      take(
        api.inventory.reservations[':id'].release.$post({ param: { id } }, once(`release-${id}`)),
      ),
    onSuccess: () => {
      for (const key of ['reservation', 'inventory', 'product']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
      showToast(t('released', { count: quantity, name }))
    },
  })
  return (
    <Confirm
      title={t('releaseTitle')}
      action={t('releaseNamed', { name })}
      onConfirm={() => release.mutateAsync()}
      onClose={onClose}
    >
      <p>{t('releaseText', { count: quantity, name })}</p>
    </Confirm>
  )
}

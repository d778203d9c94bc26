'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BellOff, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AlertState, alertKinds, alertStates } from '#shared/domain/monitor/alerts.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight, NothingMatches } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import type { Alert } from './alert.ts'
import { useAlertColumns } from './alert-columns.tsx'
import { AlertPanel } from './alert-panel.tsx'
import { BulkBar } from './bulk-bar.tsx'

/** What the monitor warns of, and what is done about it. */
export function Alerts() {
  const t = useTranslations('alerts')
  const can = useCan()
  const { data: me } = useMe()
  const { get, set } = useAddress()
  const state = alertStates.find((name) => name === get('state')) ?? 'open'
  const counts = useCounts()
  const list = useAlerts(state)
  const columns = useAlertColumns()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const canWrite = can('alerts:write') && state !== 'resolved'
  const opened = list.items.find(({ id }) => id === get('alert'))
  const chosen = list.items.filter(({ id }) => selected.has(id))
  const show = (next: AlertState) => {
    setSelected(new Set())
    set({ state: next === 'open' ? '' : next, alert: '' })
  }
  if (me && !can('alerts:read')) return <NoRight what={t('these')} />
  return (
    <div className="flex h-full flex-col gap-2">
      <PageHeader
        title={t('title')}
        tabs={
          <Tabs
            label={t('states')}
            tabs={alertStates.map((name) => ({
              name,
              title: t(`state_${name}`),
              count: counts[name],
            }))}
            current={state}
            onChange={show}
          />
        }
        actions={can('monitor:run') && <CheckNow />}
      />
      {chosen.length > 0 ? (
        <BulkBar alerts={chosen} onDone={() => setSelected(new Set())} />
      ) : (
        <KindFilter />
      )}
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        isTall
        onOpen={({ id }) => set({ alert: id }, { push: true })}
        empty={<Empty state={state} />}
        {...(canWrite && { selected, onSelect: setSelected })}
      />
      {opened && <AlertPanel key={opened.id} alert={opened} onClose={() => set({ alert: '' })} />}
    </div>
  )
}

function useAlerts(state: AlertState) {
  const { get } = useAddress()
  const kind = alertKinds.find((name) => name === get('kind'))
  const productId = get('product')
  const query = { state, ...(kind && { kind }), ...(productId && { productId }) }
  return useList<Alert>(['alert', 'list', query], (cursor, signal) =>
    take(
      api.alerts.$get(
        { query: { ...query, sort: '-severity', limit: '50', ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
}

/** How many alerts are in each state. */
function useCounts(): Partial<Record<AlertState, number>> {
  const { data } = useQuery({
    queryKey: ['alert', 'counts'],
    queryFn: ({ signal }) => take(api.alerts.counts.$get({}, { init: { signal } })),
  })
  return data?.states ?? {}
}

function KindFilter() {
  const t = useTranslations('alerts')
  const { get, set } = useAddress()
  return (
    <div>
      <select
        aria-label={t('kind')}
        value={get('kind')}
        onChange={(event) => set({ kind: event.target.value })}
        className={`${controlShape} sm:w-auto`}
      >
        <option value="">{t('allKinds')}</option>
        {alertKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind_${kind}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Empty({ state }: { state: AlertState }) {
  const t = useTranslations('alerts')
  const { get, set } = useAddress()
  if (get('kind') !== '' || get('product') !== '') {
    return <NothingMatches onClear={() => set({ kind: '', product: '' })} />
  }
  return (
    <Notice icon={BellOff} title={t(`none_${state}`)}>
      {t(`noneHelp_${state}`)}
    </Notice>
  )
}

/** Lets the monitor look at every product now, instead of at its next hour. */
function CheckNow() {
  const t = useTranslations('alerts')
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: () => take(api.monitor.run.$post({})),
    onSuccess: ({ opened, resolved }) => {
      showToast(t('checked', { opened, resolved }))
      return client.invalidateQueries({ queryKey: ['alert'] })
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  })
  return (
    <Button
      icon={<RefreshCw size={16} aria-hidden="true" />}
      busy={run.isPending}
      onClick={() => run.mutate()}
    >
      {t('checkNow')}
    </Button>
  )
}

'use client'

import { Plus, Truck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { supplierSorts } from '#shared/domain/list-sorts.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { SearchField } from '#web/components/data-table/search-field.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight, NothingMatches } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useSupplierColumns } from './supplier-columns.tsx'

const SupplierForm = whenOpened(
  async () => (await import('./forms/supplier-form.tsx')).SupplierForm,
)

const shows = ['active', 'inactive', 'all'] as const

/** Who the goods come from. */
export function Suppliers() {
  const t = useTranslations('suppliers')
  const router = useRouter()
  const can = useCan()
  const { data: me } = useMe()
  const { get, set } = useAddress()
  const list = useSuppliers()
  const columns = useSupplierColumns()
  const search = useCallback((q: string) => set({ q }), [set])
  const add = () => set({ new: '1' }, { push: true })
  const canWrite = can('suppliers:write')
  useShortcuts(canWrite ? [{ keys: 'n', label: t('add'), run: add }] : [])
  if (me && !can('suppliers:read')) return <NoRight what={t('these')} />
  const addButton = canWrite && (
    <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} shortcut="N" onClick={add}>
      {t('add')}
    </Button>
  )
  const q = get('q')
  const isNarrowed = q !== '' || get('show') !== ''
  return (
    <div className="flex h-full flex-col gap-2">
      <PageHeader title={t('title')} actions={addButton} />
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={t('search')} value={q} onChange={search} />
        <Tabs
          label={t('show')}
          tabs={shows.map((name) => ({ name, title: t(`show_${name}`) }))}
          current={shows.find((name) => name === get('show')) ?? 'active'}
          onChange={(name) => set({ show: name === 'active' ? '' : name })}
        />
      </div>
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        sort={get('sort') || 'name'}
        onSort={(sort) => set({ sort: sort === 'name' ? '' : sort })}
        onOpen={({ id }) => router.push(`/suppliers/${id}`)}
        empty={
          isNarrowed ? (
            <NothingMatches query={q} onClear={() => set({ q: '', show: '' })} />
          ) : (
            <Notice icon={Truck} title={t('noneYet')}>
              {t('noneYetHelp')}
            </Notice>
          )
        }
      />
      {get('new') !== '' && canWrite && (
        <SupplierForm
          supplier={null}
          onClose={() => set({ new: '' })}
          onDone={({ id }) => router.push(`/suppliers/${id}`)}
        />
      )}
    </div>
  )
}

function useSuppliers() {
  const { get } = useAddress()
  const q = get('q').trim()
  const sort = supplierSorts.find((name) => name === get('sort'))
  const query = {
    ...(q && { q }),
    ...(sort && { sort }),
    ...(get('show') !== 'all' &&
      ({ active: get('show') === 'inactive' ? 'false' : 'true' } as const)),
  }
  return useList(['supplier', 'list', query], (cursor, signal) =>
    take(
      api.suppliers.$get(
        { query: { ...query, limit: '50', ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { Truck, X } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { orderStages } from '#shared/domain/orders/stages.ts'
import { SearchField } from '#web/components/data-table/search-field.tsx'
import { PickSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { useOrderFilter } from './order-filter.ts'

type Filters = ReturnType<typeof useOrderFilter>

/** What narrows the orders, all of it in the address. */
export function FilterRow({ filters, withStage }: { filters: Filters; withStage: boolean }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const { filter, stage, set, clear, isNarrowed } = filters
  const search = useCallback((q: string) => set({ q }), [set])
  const isFiltered = isNarrowed || (withStage && stage !== undefined)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label={t('search')} value={filter.q} onChange={search} />
      {withStage && (
        <select
          aria-label={t('stage')}
          value={stage ?? ''}
          onChange={(event) => set({ stage: event.target.value })}
          className={classNames(controlShape, 'w-auto! max-sm:grow')}
        >
          <option value="">{t('allStages')}</option>
          {orderStages.map((name) => (
            <option key={name} value={name}>
              {common(`stage_${name}`)}
            </option>
          ))}
        </select>
      )}
      <SupplierFilter id={filter.supplierId} onChange={(supplier) => set({ supplier })} />
      <Toggle isOn={filter.late} onChange={(isOn) => set({ late: isOn ? '1' : '' })}>
        {t('late')}
      </Toggle>
      <Toggle isOn={filter.onHold} onChange={(isOn) => set({ hold: isOn ? '1' : '' })}>
        {t('onHold')}
      </Toggle>
      {isFiltered && (
        <Button look="quiet" onClick={clear}>
          {common('clearFilters')}
        </Button>
      )}
    </div>
  )
}

function Toggle({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: React.ReactNode
}) {
  return (
    <Button
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
      className={isOn ? 'border-accent! bg-accent-soft! text-accent!' : ''}
    >
      {children}
    </Button>
  )
}

function SupplierFilter({ id, onChange }: { id: string; onChange: (id: string) => void }) {
  const t = useTranslations('orders')
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['supplier', id],
    enabled: id !== '',
    queryFn: () => take(api.suppliers[':id'].$get({ param: { id } })),
  })
  if (id !== '') {
    return (
      <Button
        className="border-accent! bg-accent-soft! text-accent!"
        aria-label={t('removeSupplier', { name: data?.name ?? '' })}
        onClick={() => onChange('')}
      >
        {data?.name ?? t('supplier')}
        <X size={14} aria-hidden="true" />
      </Button>
    )
  }
  return (
    <>
      <Button icon={<Truck size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('supplier')}
      </Button>
      {isOpen && (
        <Dialog title={t('onlySupplier')} onClose={() => setOpen(false)}>
          <div className="min-h-72">
            <PickSupplier
              label={t('supplier')}
              value={null}
              autoFocus
              onChange={(supplier) => {
                onChange(supplier.id)
                setOpen(false)
              }}
            />
          </div>
        </Dialog>
      )}
    </>
  )
}

'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { ContactsCard } from './contacts-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { LeadTimesCard } from './lead-times-card.tsx'
import { OrdersCard } from './orders-card.tsx'
import { PaymentsCard } from './payments-card.tsx'
import { ProductsCard } from './products-card.tsx'
import { type Supplier, supplierKey } from './supplier.ts'

const SupplierForm = whenOpened(
  async () => (await import('./forms/supplier-form.tsx')).SupplierForm,
)

/** Everything about one supplier. */
export function SupplierPage({ id }: { id: string }) {
  const t = useTranslations('suppliers')
  const can = useCan()
  const { data: me } = useMe()
  const { data, error, isPending, refetch } = useQuery<Supplier, ApiProblem>({
    queryKey: supplierKey(id),
    queryFn: ({ signal }) =>
      take(api.suppliers[':id'].$get({ param: { id } }, { init: { signal } })),
  })
  if (me && !can('suppliers:read')) return <NoRight what={t('these')} />
  if (isPending) return <SkeletonRows rows={12} />
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <>
      <SupplierHeader supplier={data} />
      {error && <Failure error={error} strip onRetry={() => void refetch()} />}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 pb-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <FactsCard supplier={data} />
          <ContactsCard supplier={data} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {can('orders:read') && <LeadTimesCard id={id} />}
          {can('orders:read') && <OrdersCard id={id} />}
          {can('products:read') && <ProductsCard id={id} />}
          {can('payments:read') && <PaymentsCard id={id} />}
        </div>
      </div>
    </>
  )
}

function SupplierHeader({ supplier }: { supplier: Supplier }) {
  const t = useTranslations('suppliers')
  const can = useCan()
  const { get, set } = useAddress()
  const [isRemoving, setRemoving] = useState(false)
  const canWrite = can('suppliers:write')
  const edit = () => set({ edit: '1' }, { push: true })
  useShortcuts(canWrite ? [{ keys: 'e', label: t('edit'), run: edit }] : [])
  return (
    <>
      <PageHeader
        title={<bdi>{supplier.name}</bdi>}
        beside={!supplier.active && <Badge>{t('inactive')}</Badge>}
        actions={
          <>
            {canWrite && (
              <Button icon={<Pencil size={16} aria-hidden="true" />} shortcut="E" onClick={edit}>
                {t('edit')}
              </Button>
            )}
            {can('orders:write') && (
              <LinkButton look="primary" href={`/orders/new?supplier=${supplier.id}`}>
                {t('order')}
              </LinkButton>
            )}
            {canWrite && (
              <Menu label={t('more')} button={<EllipsisVertical size={18} aria-hidden="true" />}>
                <MenuItem
                  danger
                  icon={<Trash2 size={16} aria-hidden="true" />}
                  onSelect={() => setRemoving(true)}
                >
                  {t('removeNamed', { name: supplier.name })}
                </MenuItem>
              </Menu>
            )}
          </>
        }
      />
      {get('edit') !== '' && canWrite && (
        <SupplierForm
          supplier={supplier}
          onClose={() => set({ edit: '' })}
          onDone={() => set({ edit: '' })}
        />
      )}
      {isRemoving && <Remove supplier={supplier} onClose={() => setRemoving(false)} />}
    </>
  )
}

function Remove({ supplier, onClose }: { supplier: Supplier; onClose: () => void }) {
  const t = useTranslations('suppliers')
  const router = useRouter()
  const client = useQueryClient()
  const { id, name } = supplier
  return (
    <Confirm
      title={t('removeTitle', { name })}
      action={t('removeNamed', { name })}
      onClose={onClose}
      onConfirm={async () => {
        await take(api.suppliers[':id'].$delete({ param: { id } }))
        showToast(t('removed', { name }))
        router.replace('/suppliers')
        client.removeQueries({ queryKey: supplierKey(id) })
        await client.invalidateQueries({ queryKey: ['supplier', 'list'] })
      }}
    >
      <p>{t('removeHelp')}</p>
    </Confirm>
  )
}

'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { useCan, useSettings } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useOrderChanged } from '../order-data.ts'
import { type AskedOrder, askedDraft } from './asked-draft.ts'
import { createInput } from './draft-input.ts'
import { emptyDraft, type OrderDraft } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'
import { useKeptDraft } from './use-kept-draft.ts'

/** Begins a purchase order as a draft; with what the link to it names, at a supplier or of a product. */
export function NewOrder() {
  const t = useTranslations('orders')
  const can = useCan()
  const { data: settings } = useSettings()
  const [fresh, setFresh] = useState(0)
  const { get } = useAddress()
  const asked: AskedOrder = { supplierId: get('supplier'), productId: get('product') }
  const start = useStart(asked, settings?.currency)
  if (!can('orders:write')) return <NoRight what={t('whatNewOrder')} />
  if (start.error) return <Failure error={start.error} onRetry={() => void start.refetch()} />
  if (!settings || !start.data) return <SkeletonRows />
  return (
    <Form
      key={fresh}
      currency={settings.currency}
      start={start.data}
      name={`new order ${asked.supplierId} ${asked.productId}`.trim()}
      onForget={() => setFresh(fresh + 1)}
    />
  )
}

/** What the form begins with. */
function useStart(asked: AskedOrder, currency = '') {
  const can = useCan()
  const isEmpty = asked.supplierId === '' && asked.productId === ''
  return useQuery({
    queryKey: ['order', 'asked', asked, currency],
    queryFn: ({ signal }) => (isEmpty ? emptyDraft(currency) : askedDraft(asked, currency, signal)),
    enabled: currency !== '' && can('orders:write'),
    staleTime: Infinity,
    gcTime: 0,
  })
}

interface FormProps {
  /** Of the company. */
  currency: string
  start: OrderDraft
  /** What is typed is kept under it. */
  name: string
  onForget: () => void
}

function Form({ currency, start, name, onForget }: FormProps) {
  const t = useTranslations('orders')
  const router = useRouter()
  const changed = useOrderChanged()
  const headers = useOnce()
  const { draft, change, forget, wasKept } = useKeptDraft(name, 0, () => start)
  const save = useMutation({
    mutationFn: (_input: { note: string }) => {
      const json = createInput(draft, currency)
      return take(api.orders.$post({ json }, headers(json)))
    },
    onSuccess: (order) => {
      forget()
      changed(order)
      showToast(t('draftMade', { number: order.number }))
      router.push(`/orders/${order.id}`)
    },
  })
  const again = () => {
    forget()
    onForget()
  }
  return (
    <OrderForm
      title={t('newOrder')}
      draft={draft}
      onChange={change}
      save={save}
      action={t('saveDraft')}
      back="/orders"
      notice={wasKept ? { text: t('draftTakenUp'), onAgain: again } : undefined}
    />
  )
}

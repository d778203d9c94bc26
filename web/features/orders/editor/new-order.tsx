'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { useCan, useSettings } from '#web/lib/api/use-session.ts'
import { useOrderChanged } from '../order-data.ts'
import { createInput } from './draft-input.ts'
import { emptyDraft } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'
import { useKeptDraft } from './use-kept-draft.ts'

/** Begins a purchase order as a draft. */
export function NewOrder() {
  const t = useTranslations('orders')
  const can = useCan()
  const { data: settings } = useSettings()
  const [fresh, setFresh] = useState(0)
  if (!can('orders:write')) return <NoRight what={t('whatNewOrder')} />
  if (!settings) return <SkeletonRows />
  return <Form key={fresh} currency={settings.currency} onForget={() => setFresh(fresh + 1)} />
}

function Form({ currency, onForget }: { currency: string; onForget: () => void }) {
  const t = useTranslations('orders')
  const router = useRouter()
  const changed = useOrderChanged()
  const headers = useOnce()
  const { draft, change, forget, wasKept } = useKeptDraft('new order', 0, () =>
    emptyDraft(currency),
  )
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

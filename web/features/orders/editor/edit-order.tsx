'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { NoSuchOrder } from '../detail/order-page.tsx'
import { type Order, useOrder, useOrderChanged } from '../order-data.ts'
import { changeInput } from './draft-input.ts'
import { draftOf } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'
import { useKeptDraft } from './use-kept-draft.ts'

/** Changes an order: a draft freely, a later one by an amendment that the history keeps. */
export function EditOrder({ id }: { id: string }) {
  const t = useTranslations('orders')
  const can = useCan()
  const [fresh, setFresh] = useState(0)
  const { data, error, isPending, refetch } = useOrder(id)
  // What is being typed was made from the order as it was first read; a later version is refused.
  const [first, setFirst] = useState<Order>()
  if (data && !first) setFirst(data)
  if (!can('orders:write')) return <NoRight what={t('whatNewOrder')} />
  if (isPending) return <SkeletonRows />
  if (first) {
    const again = () => {
      setFirst(data)
      setFresh(fresh + 1)
    }
    return (
      <Form
        key={fresh}
        order={first}
        isStale={data !== undefined && data.version !== first.version}
        onAgain={again}
      />
    )
  }
  if (error?.status === 404) return <NoSuchOrder />
  return error && <Failure error={error} onRetry={() => void refetch()} />
}

function Form({
  order,
  isStale,
  onAgain,
}: {
  order: Order
  isStale: boolean
  onAgain: () => void
}) {
  const t = useTranslations('orders')
  const router = useRouter()
  const changed = useOrderChanged()
  const { id, number, version } = order
  const back = `/orders/${id}`
  const { draft, change, forget, wasKept } = useKeptDraft(`order ${id}`, version, () =>
    draftOf(order),
  )
  const save = useMutation({
    mutationFn: ({ note }: { note: string }) => {
      const json = { ...changeInput(order, draft), version, ...(note && { note }) }
      return take(api.orders[':id'].$patch({ param: { id }, json }))
    },
    onSuccess: (after) => {
      forget()
      changed(after)
      const isBack = order.stage !== after.stage && after.stage === 'pending_approval'
      showToast(t(isBack ? 'savedNeedsApproval' : 'saved', { number }))
      router.push(back)
    },
  })
  const again = () => {
    forget()
    onAgain()
  }
  const text = isStale ? t('staleDraft') : t('draftTakenUp')
  const notice = wasKept || isStale ? { text, onAgain: again } : undefined
  return (
    <OrderForm
      title={
        <>
          {t(order.stage === 'draft' ? 'editDraft' : 'amend')} <bdi dir="ltr">{number}</bdi>
        </>
      }
      order={order}
      draft={draft}
      onChange={change}
      save={save}
      action={t('saveChanges')}
      back={back}
      notice={notice}
    />
  )
}

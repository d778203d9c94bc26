'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take } from '#web/lib/api/client.ts'
import { ReasonDialog } from '../board/board-dialogs.tsx'
import { useRefusalWords } from '../gate-words.ts'
import { moveOrder, type Order, setHold, useOrderChanged } from '../order-data.ts'

export type Asked = 'hold' | 'cancel' | 'back' | 'delete'

interface AskedProps<What> {
  order: Order
  asked: What
  /** The stage before this one. */
  before: PipelineStage | undefined
  onClose: () => void
}

/** What is asked before something is done with an order. */
export function AskedDialog({ asked, ...props }: AskedProps<Asked>) {
  if (asked === 'delete') return <DeleteDraft order={props.order} onClose={props.onClose} />
  return <WithReason asked={asked} {...props} />
}

type WithReasonProps = AskedProps<Exclude<Asked, 'delete'>>

function useAsked({ order, asked, before, onClose }: WithReasonProps) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const changed = useOrderChanged()
  const words = useRefusalWords()
  const { id, number, version } = order
  return useMutation({
    mutationFn: (reason: string) => {
      if (asked === 'hold') return setHold(order, true, reason)
      if (asked === 'back' && before) return moveOrder(order, before, { reason })
      return take(
        api.orders[':id'].cancel.$post({ param: { id }, json: { reason, version } }, once()),
      )
    },
    onSuccess: (after) => {
      changed(after)
      const undo = () => {
        setHold(after, false).then(changed, (error: unknown) =>
          showToast(words(order, error as Error), { tone: 'bad' }),
        )
      }
      if (asked === 'hold') showToast(t('held', { number }), { undo })
      else showToast(t('movedTo', { number, stage: common(`stage_${after.stage}`) }))
      onClose()
    },
  })
}

function WithReason(props: WithReasonProps) {
  const { order, asked, before, onClose } = props
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const words = useRefusalWords()
  const { number } = order
  const stage = before ? common(`stage_${before}`) : ''
  const write = useAsked(props)
  const titles = {
    hold: t('holdTitle', { number }),
    cancel: t('cancelTitle', { number }),
    back: t('takeBack', { number, stage }),
  }
  const actions = { hold: t('putOnHold'), cancel: t('cancelOrder'), back: t('backTo', { stage }) }
  return (
    <ReasonDialog
      title={titles[asked]}
      action={actions[asked]}
      danger={asked === 'cancel'}
      busy={write.isPending}
      error={write.error ? words(order, write.error) : undefined}
      onReason={(reason) => write.mutate(reason)}
      onClose={onClose}
    >
      <p>{t(`${asked}Help`)}</p>
    </ReasonDialog>
  )
}

function DeleteDraft({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useTranslations('orders')
  const router = useRouter()
  const { id, number } = order
  return (
    <Confirm
      title={t('deleteTitle', { number })}
      action={t('deleteDraft')}
      onClose={onClose}
      onConfirm={async () => {
        await take(api.orders[':id'].$delete({ param: { id } }))
        showToast(t('deleted', { number }))
        router.push('/orders')
      }}
    >
      <p>{t('deleteHelp')}</p>
    </Confirm>
  )
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Order, type OrderLine, useOrderChanged } from '../order-data.ts'
import { OrderRefusal } from '../order-refusal.tsx'

interface CancelRemainingProps {
  order: Order
  line: OrderLine
  onClose: () => void
}

interface Given {
  quantity: string
  reason: string
}

function useCancelRemaining({ order, line, onClose }: CancelRemainingProps) {
  const t = useTranslations('orders')
  const format = useFormat()
  const changed = useOrderChanged()
  return useMutation({
    mutationFn: ({ quantity, reason }: Given) => {
      const param = { id: order.id, lineId: line.id }
      const json = {
        quantity,
        version: order.version,
        ...(reason.trim() && { reason: reason.trim() }),
      }
      return take(
        api.orders[':id'].lines[':lineId']['cancel-remaining'].$post({ param, json }, once()),
      )
    },
    onSuccess: (after, { quantity }) => {
      changed(after)
      showToast(t('remainingCancelled', { count: format.number(Number(quantity)), sku: line.sku }))
      onClose()
    },
  })
}

/** Gives up what is still to come of a line, or a part of it. */
export function CancelRemaining(props: CancelRemainingProps) {
  const { order, line, onClose } = props
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const format = useFormat()
  const [quantity, setQuantity] = useState(String(line.openQuantity))
  const [reason, setReason] = useState('')
  const cancel = useCancelRemaining(props)
  const errors = fieldErrors(cancel.error, ['quantity', 'reason'])
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    cancel.mutate({ quantity, reason })
  }
  return (
    <Dialog
      title={t('cancelRemainingOf', { sku: line.sku })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="cancel-remaining" look="danger" busy={cancel.isPending}>
            {t('cancelCount', { count: format.number(Number(quantity)) })}
          </Button>
        </>
      }
    >
      <form id="cancel-remaining" onSubmit={onSubmit} className="grid gap-3">
        <p>
          {t('cancelRemainingHelp', { open: format.number(line.openQuantity), name: line.name })}
        </p>
        <DecimalField
          label={t('quantity')}
          value={quantity}
          onChange={setQuantity}
          error={errors.at('quantity')}
          autoFocus
        />
        <TextField
          label={t('reason')}
          optional
          error={errors.at('reason')}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.target.value)}
        />
        <OrderRefusal order={order} error={errors.rest} />
      </form>
    </Dialog>
  )
}

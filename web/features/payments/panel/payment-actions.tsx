'use client'

import { Pencil, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { EditPayment } from '../forms/edit-payment.tsx'
import { RefundPayment } from '../forms/refund-payment.tsx'
import { type Payment, refundable } from '../payment.ts'
import { StatusMoves } from './status-moves.tsx'

interface PaymentActionsProps {
  payment: Payment
  onOpen: (id: string) => void
  onClose: () => void
}

type Step = 'edit' | 'refund' | 'delete'

const changeable: readonly string[] = ['planned', 'approved', 'sent', 'failed']
/** Money moved, or is on its way: such a payment stays. */
const kept: readonly string[] = ['sent', 'paid', 'refunded']

/** What this person can do with the payment now. */
export function PaymentActions({ payment, onOpen, onClose }: PaymentActionsProps) {
  const t = useTranslations('payments')
  const can = useCan()
  const [step, setStep] = useState<Step>()
  const done = () => setStep(undefined)
  const isRefundable =
    payment.status === 'paid' && payment.type !== 'refund' && Number(refundable(payment)) > 0
  if (!can('payments:write')) return <p className="text-muted">{t('readOnly')}</p>
  if (step === 'edit') return <EditPayment payment={payment} onDone={done} />
  if (step === 'refund') {
    return <RefundPayment payment={payment} onCancel={done} onDone={({ id }) => onOpen(id)} />
  }
  return (
    <div className="grid gap-3">
      <StatusMoves payment={payment} />
      <div className="flex flex-wrap gap-2">
        {isRefundable && (
          <Button
            icon={<Undo2 size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
            onClick={() => setStep('refund')}
          >
            {t('recordRefund')}
          </Button>
        )}
        {changeable.includes(payment.status) && (
          <Button icon={<Pencil size={16} aria-hidden="true" />} onClick={() => setStep('edit')}>
            {t('editPayment')}
          </Button>
        )}
        {!kept.includes(payment.status) && (
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden="true" />}
            onClick={() => setStep('delete')}
          >
            {t('remove')}
          </Button>
        )}
      </div>
      {payment.status === 'paid' && <p className="text-xs text-muted">{t('paidIsFinal')}</p>}
      {step === 'delete' && <Remove payment={payment} onClose={done} onRemoved={onClose} />}
    </div>
  )
}

function Remove({
  payment,
  onClose,
  onRemoved,
}: {
  payment: Payment
  onClose: () => void
  onRemoved: () => void
}) {
  const t = useTranslations('payments')
  const format = useFormat()
  const client = useQueryClient()
  const { id, type, amount, currency } = payment
  const what = t('typeWithAmount', {
    type: t(`type_${type}`),
    amount: format.money(amount, currency),
  })
  return (
    <Confirm
      title={t('removeTitle', { what })}
      action={t('remove')}
      onClose={onClose}
      onConfirm={async () => {
        await take(api.payments[':id'].$delete({ param: { id } }))
        showToast(t('removed', { what }))
        onRemoved()
        client.removeQueries({ queryKey: ['payment', 'one', id] })
        await client.invalidateQueries({ queryKey: ['payment'] })
      }}
    >
      <p>{t('removeHelp')}</p>
    </Confirm>
  )
}

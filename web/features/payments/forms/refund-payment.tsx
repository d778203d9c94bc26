'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { usePaymentWrite } from '../panel/use-payment-write.ts'
import { type Payment, refundable } from '../payment.ts'
import { FormButtons } from './form-buttons.tsx'
import { DetailFields, noDetails, sentDetails } from './payment-fields.tsx'

interface RefundPaymentProps {
  payment: Payment
  onCancel: () => void
  onDone: (refund: Payment) => void
}

/** Takes back a paid payment, in full or in part. */
export function RefundPayment({ payment, onCancel, onDone }: RefundPaymentProps) {
  const t = useTranslations('payments')
  const format = useFormat()
  const keyed = useOnce()
  const left = refundable(payment)
  const [amount, setAmount] = useState(left)
  const [paidOn, setPaidOn] = useState(format.today())
  const [details, setDetails] = useState(noDetails)
  const write = usePaymentWrite(
    () => {
      const { dueOn: _dueOn, ...sent } = sentDetails(details)
      const json = { type: 'refund', refundsId: payment.id, amount, paidOn, ...sent } as const
      return take(api.payments.$post({ json }, keyed(json)))
    },
    (refund) => {
      showToast(t('refundRecorded', { amount: format.money(refund.amount, refund.currency) }))
      onDone(refund)
    },
  )
  const errors = fieldErrors(write.error, ['amount', 'paidOn', 'method', 'reference', 'notes'])
  return (
    <form
      className="grid gap-4 rounded-card border border-border p-3"
      onSubmit={(event) => {
        event.preventDefault()
        write.mutate(undefined)
      }}
    >
      <h3 className="font-semibold">{t('recordRefund')}</h3>
      <div className="grid gap-4 sm:grid-cols-2">
        <DecimalField
          label={t('amount')}
          unit={payment.currency}
          value={amount}
          onChange={setAmount}
          help={t('refundAtMost', { amount: format.money(left, payment.currency) })}
          error={errors.at('amount')}
          autoFocus
        />
        <TextField
          label={t('cameBackOn')}
          type="date"
          required
          max={format.today()}
          value={paidOn}
          onChange={(event) => setPaidOn(event.target.value)}
          error={errors.at('paidOn')}
        />
      </div>
      <DetailFields value={details} onChange={setDetails} errors={errors} hasDue={false} />
      <Refusal error={errors.rest} />
      <FormButtons action={t('recordRefund')} busy={write.isPending} onCancel={onCancel} />
    </form>
  )
}

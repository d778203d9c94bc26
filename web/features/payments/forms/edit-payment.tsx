'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { paymentTypes } from '#shared/domain/payments/payments.ts'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { SelectField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { usePaymentWrite } from '../panel/use-payment-write.ts'
import type { Payment } from '../payment.ts'
import { FormButtons } from './form-buttons.tsx'
import { DetailFields, type Details, sentDetails } from './payment-fields.tsx'

const shown = ['type', 'amount', 'dueOn', 'method', 'reference', 'notes']

/** Changes a payment that is not made yet; what was approved of it stays. */
export function EditPayment({ payment, onDone }: { payment: Payment; onDone: () => void }) {
  const t = useTranslations('payments')
  const [type, setType] = useState(payment.type)
  const [amount, setAmount] = useState(payment.amount)
  const [details, setDetails] = useState<Details>(() => ({
    dueOn: payment.dueOn ?? '',
    method: payment.method ?? '',
    reference: payment.reference ?? '',
    notes: payment.notes ?? '',
  }))
  const isAgreed = payment.status !== 'planned'
  const write = useEdit(payment, { type, amount, details }, onDone)
  const errors = fieldErrors(write.error, shown)
  return (
    <form
      className="grid gap-4 rounded-card border border-border p-3"
      onSubmit={(event) => {
        event.preventDefault()
        write.mutate(undefined)
      }}
    >
      {isAgreed && <p className="text-muted">{t('agreedHelp')}</p>}
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('type')}
          value={type}
          disabled={isAgreed || payment.type === 'refund'}
          onChange={(event) =>
            setType(paymentTypes.find((name) => name === event.target.value) ?? type)
          }
          error={errors.at('type')}
        >
          {paymentTypes
            .filter((name) => name !== 'refund' || payment.type === 'refund')
            .map((name) => (
              <option key={name} value={name}>
                {t(`type_${name}`)}
              </option>
            ))}
        </SelectField>
        <DecimalField
          label={t('amount')}
          unit={payment.currency}
          value={amount}
          onChange={setAmount}
          disabled={isAgreed}
          error={errors.at('amount')}
        />
      </div>
      <DetailFields value={details} onChange={setDetails} errors={errors} />
      {payment.planned && <p className="text-xs text-muted">{t('plannedHelp')}</p>}
      <Refusal error={errors.rest} />
      <FormButtons action={t('savePayment')} busy={write.isPending} onCancel={onDone} />
    </form>
  )
}

type Edited = Pick<Payment, 'type' | 'amount'> & { details: Details }

function useEdit(payment: Payment, { type, amount, details }: Edited, onDone: () => void) {
  const t = useTranslations('payments')
  const { id, version, status } = payment
  return usePaymentWrite(
    () => {
      const { dueOn, ...sent } = sentDetails(details)
      // A day that was not touched stays the one that the terms gave.
      const due = dueOn === payment.dueOn ? {} : { dueOn }
      const json = { version, ...sent, ...due, ...(status === 'planned' && { type, amount }) }
      return take(api.payments[':id'].$patch({ param: { id }, json }))
    },
    () => {
      showToast(t('saved'))
      onDone()
    },
  )
}

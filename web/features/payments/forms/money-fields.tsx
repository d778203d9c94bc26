'use client'

import { useTranslations } from 'use-intl'
import { isIncoming, type PaymentType, paymentTypes } from '#shared/domain/payments/payments.ts'
import { firstStatuses } from '#shared/domain/payments/status.ts'
import { CurrencyField } from '#web/components/ui/currency-field.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { SelectField, TextField } from '#web/components/ui/field.tsx'
import type { FieldErrors } from '#web/lib/api/field-errors.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { OrderOfPayment } from './party-fields.tsx'

export interface MoneyPart {
  type: PaymentType
  amount: string
  currency: string
  status: (typeof firstStatuses)[number]
  paidOn: string
}

interface MoneyFieldsProps {
  value: MoneyPart
  onChange: (value: MoneyPart) => void
  order: OrderOfPayment | null
  /** An order has its own currency; without one it is chosen. */
  hasCurrency: boolean
  errors: FieldErrors
  amountError: string | undefined
}

/** What kind of payment, how much, and how far it is. */
export function MoneyFields(props: MoneyFieldsProps) {
  const { value, onChange, order, hasCurrency, errors, amountError } = props
  const t = useTranslations('payments')
  const set = (part: Partial<MoneyPart>) => onChange({ ...value, ...part })
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('type')}
          value={value.type}
          onChange={(event) => {
            const type = paymentTypes.find((name) => name === event.target.value) ?? value.type
            set({ type, ...(isIncoming(type) && { status: 'paid' }) })
          }}
          help={t('typeHelp')}
          error={errors.at('type')}
        >
          {paymentTypes
            .filter((type) => type !== 'refund')
            .map((type) => (
              <option key={type} value={type}>
                {t(`type_${type}`)}
              </option>
            ))}
        </SelectField>
        <DecimalField
          label={t('amount')}
          unit={order?.currency ?? value.currency}
          value={value.amount}
          onChange={(amount) => set({ amount })}
          error={amountError}
          help={
            order &&
            Number(order.outstanding) > 0 && (
              <button
                type="button"
                className="min-h-6 text-accent underline underline-offset-2"
                onClick={() => set({ amount: order.outstanding })}
              >
                {t('allOutstanding')}
              </button>
            )
          }
        />
        {hasCurrency && (
          <CurrencyField
            label={t('currency')}
            value={value.currency}
            onChange={(currency) => set({ currency })}
            error={errors.at('currency')}
          />
        )}
        <StatusFields value={value} set={set} errors={errors} />
      </div>
    </>
  )
}

function StatusFields({
  value,
  set,
  errors,
}: {
  value: MoneyPart
  set: (part: Partial<MoneyPart>) => void
  errors: FieldErrors
}) {
  const t = useTranslations('payments')
  const can = useCan()
  const format = useFormat()
  const mayPass = can('payments:approve') || isIncoming(value.type)
  return (
    <>
      <SelectField
        label={t('status')}
        value={value.status}
        onChange={(event) =>
          set({ status: firstStatuses.find((name) => name === event.target.value) ?? 'planned' })
        }
        help={mayPass ? undefined : t('plannedOnly')}
        error={errors.at('status')}
      >
        {firstStatuses.map((status) => (
          <option key={status} value={status} disabled={!mayPass && status !== 'planned'}>
            {t(`status_${status}`)}
          </option>
        ))}
      </SelectField>
      {value.status === 'paid' && (
        <TextField
          label={t('paidOn')}
          type="date"
          required
          max={format.today()}
          value={value.paidOn}
          onChange={(event) => set({ paidOn: event.target.value })}
          error={errors.at('paidOn')}
        />
      )}
    </>
  )
}

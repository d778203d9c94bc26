'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { type FieldErrors, fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { usePaymentWrite } from '../panel/use-payment-write.ts'
import type { Payment } from '../payment.ts'
import { MoneyFields, type MoneyPart } from './money-fields.tsx'
import { type Party, PartyFields } from './party-fields.tsx'
import { DetailFields, noDetails, sentDetails } from './payment-fields.tsx'

interface NewPaymentProps {
  /** What the address names already; empty for none. */
  orderId: string
  supplierId: string
  onClose: () => void
  onDone: (id: string) => void
}

/** Records a payment for an order or a supplier, once what the address names has been read. */
export function NewPayment({ orderId, supplierId, ...rest }: NewPaymentProps) {
  const order = useQuery({
    queryKey: ['order', 'one', orderId],
    queryFn: () => take(api.orders[':id'].$get({ param: { id: orderId } })),
    enabled: orderId !== '',
  })
  const supplier = useQuery({
    queryKey: ['supplier', 'one', supplierId],
    queryFn: () => take(api.suppliers[':id'].$get({ param: { id: supplierId } })),
    enabled: supplierId !== '' && orderId === '',
  })
  if (order.isLoading || supplier.isLoading) return null
  const first: Party = { order: order.data ?? null, supplier: supplier.data ?? null }
  return <PaymentForm first={first} {...rest} />
}

const shown = [
  'orderId',
  'supplierId',
  'type',
  'amount',
  'currency',
  'status',
  'paidOn',
  'dueOn',
  'method',
  'reference',
  'notes',
]

function PaymentForm({
  first,
  onClose,
  onDone,
}: { first: Party } & Pick<NewPaymentProps, 'onClose' | 'onDone'>) {
  const t = useTranslations('payments')
  const common = useTranslations('common')
  const format = useFormat()
  const [party, setParty] = useState(first)
  const [money, setMoney] = useState<MoneyPart>({
    type: 'balance',
    amount: '',
    currency: first.supplier?.currency ?? format.companyCurrency,
    status: 'planned',
    paidOn: format.today(),
  })
  const [details, setDetails] = useState(noDetails)
  const [isTried, setTried] = useState(false)
  const write = useCreate({ party, money, details }, onDone)
  const errors = fieldErrors(write.error, shown)
  const isMissing = { party: !party.order && !party.supplier, amount: money.amount === '' }
  const submit = () => {
    setTried(true)
    if (!isMissing.party && !isMissing.amount) write.mutate(undefined)
  }
  return (
    <Dialog
      title={t('record')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" type="submit" form="new-payment" busy={write.isPending}>
            {t('record')}
          </Button>
        </>
      }
    >
      <form
        id="new-payment"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Fields
          typed={{ party, money, details }}
          setParty={setParty}
          setMoney={setMoney}
          setDetails={setDetails}
          errors={errors}
          isMissing={isTried ? isMissing : nothingMissing}
        />
        <Refusal error={errors.rest} />
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  typed: Typed
  setParty: (party: Party) => void
  setMoney: (money: MoneyPart) => void
  setDetails: (details: typeof noDetails) => void
  errors: FieldErrors
  isMissing: { party: boolean; amount: boolean }
}

const nothingMissing = { party: false, amount: false }

function Fields({ typed, setParty, setMoney, setDetails, errors, isMissing }: FieldsProps) {
  const t = useTranslations('payments')
  const { party, money, details } = typed
  return (
    <>
      <PartyFields
        value={party}
        onChange={(next) => {
          setParty(next)
          const currency = next.supplier?.currency
          if (currency) setMoney({ ...money, currency })
        }}
        error={
          isMissing.party ? t('partyMissing') : (errors.at('orderId') ?? errors.at('supplierId'))
        }
      />
      <MoneyFields
        value={money}
        onChange={setMoney}
        order={party.order}
        hasCurrency={party.supplier !== null}
        errors={errors}
        amountError={isMissing.amount ? t('amountMissing') : errors.at('amount')}
      />
      <DetailFields value={details} onChange={setDetails} errors={errors} />
    </>
  )
}

interface Typed {
  party: Party
  money: MoneyPart
  details: typeof noDetails
}

function useCreate({ party, money, details }: Typed, onDone: (id: string) => void) {
  const t = useTranslations('payments')
  const format = useFormat()
  const keyed = useOnce()
  return usePaymentWrite(
    () => {
      const { order, supplier } = party
      const { type, amount, currency, status, paidOn } = money
      const json = {
        type,
        amount,
        status,
        ...(order ? { orderId: order.id } : { supplierId: supplier?.id ?? null, currency }),
        ...(status === 'paid' && { paidOn }),
        ...sentDetails(details),
      }
      return take(api.payments.$post({ json }, keyed(json)))
    },
    (payment: Payment) => {
      showToast(t('recorded', { amount: format.money(payment.amount, payment.currency) }))
      onDone(payment.id)
    },
  )
}

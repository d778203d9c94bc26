'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { daysBetween } from '#shared/domain/days.ts'
import { isOpen } from '#shared/domain/payments/payments.ts'
import { OrderNumber, SupplierName } from '#web/components/records/record-names.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Fact } from '#web/components/ui/page-header.tsx'
import { PaymentBadge } from '#web/components/ui/payment-badge.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from '../payment.ts'
import { PaymentActions } from './payment-actions.tsx'
import { PaymentGates } from './payment-gates.tsx'
import { PaymentHistory } from './payment-history.tsx'

interface PaymentPanelProps {
  id: string
  onOpen: (id: string) => void
  onClose: () => void
}

/** One payment: what it is, what hangs on it, what can be done with it, and what was. */
export function PaymentPanel({ id, onOpen, onClose }: PaymentPanelProps) {
  const t = useTranslations('payments')
  const can = useCan()
  const { data, error, isPending, refetch } = useQuery<Payment, ApiProblem>({
    queryKey: ['payment', 'one', id],
    queryFn: ({ signal }) =>
      take(api.payments[':id'].$get({ param: { id } }, { init: { signal } })),
  })
  return (
    <Dialog shape="side" title={data ? t(`type_${data.type}`) : t('payment')} onClose={onClose}>
      {isPending && <SkeletonRows rows={6} />}
      {error && <Failure error={error} strip={data !== undefined} onRetry={() => void refetch()} />}
      {data && (
        <div className="grid gap-6">
          <Amount payment={data} />
          <PaymentActions payment={data} onOpen={onOpen} onClose={onClose} />
          <PaymentGates payment={data} />
          <Facts payment={data} onOpen={onOpen} />
          {can('audit:read') && <PaymentHistory id={id} />}
        </div>
      )}
    </Dialog>
  )
}

function Amount({ payment }: { payment: Payment }) {
  const t = useTranslations('payments')
  const format = useFormat()
  const { amount, currency, status, overdue, dueOn, paidOn } = payment
  const until = dueOn === null ? undefined : daysBetween(format.today(), dueOn)
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-total font-semibold tabular-nums">
          {format.money(amount, currency)}
        </span>
        <PaymentBadge status={status} overdue={overdue} />
      </div>
      {isOpen(status) && dueOn !== null && until !== undefined && (
        <p className={overdue ? 'text-bad' : 'text-muted'}>
          {t('dueWhen', { day: format.day(dueOn), when: format.days(until) })}
        </p>
      )}
      {paidOn !== null && (
        <p className="text-muted">{t('paidWhen', { day: format.day(paidOn) })}</p>
      )}
    </div>
  )
}

function Facts({ payment, onOpen }: { payment: Payment; onOpen: (id: string) => void }) {
  const t = useTranslations('payments')
  const format = useFormat()
  const { supplierId, orderId, dueOn, dueTrigger, dueDays, refundsId, refundedAmount } = payment
  return (
    <dl className="grid grid-cols-2 gap-3">
      {supplierId !== null && (
        <Fact name={t('supplier')}>
          <SupplierName id={supplierId} link />
        </Fact>
      )}
      {orderId !== null && (
        <Fact name={t('order')}>
          <OrderNumber id={orderId} link />
        </Fact>
      )}
      <Fact name={t('due')}>
        {dueOn !== null ? format.day(dueOn) : t('noDay')}
        {dueTrigger !== null && (
          <span className="block text-xs text-muted">
            {t('fromTerms', { event: t(`event_${dueTrigger}`), days: dueDays })}
          </span>
        )}
      </Fact>
      {payment.method !== null && <Fact name={t('method')}>{payment.method}</Fact>}
      {payment.reference !== null && <Fact name={t('reference')}>{payment.reference}</Fact>}
      {Number(refundedAmount) > 0 && (
        <Fact name={t('refunded')}>{format.money(refundedAmount, payment.currency)}</Fact>
      )}
      {refundsId !== null && (
        <Fact name={t('takesBack')}>
          <button
            type="button"
            className="min-h-6 text-start text-accent hover:underline"
            onClick={() => onOpen(refundsId)}
          >
            {t('thatPayment')}
          </button>
        </Fact>
      )}
      <Fact name={t('origin')}>{t(payment.planned ? 'originTerms' : 'originPerson')}</Fact>
      {payment.notes !== null && (
        <Fact className="col-span-2 whitespace-pre-line" name={t('notes')}>
          {payment.notes}
        </Fact>
      )}
    </dl>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { daysBetween } from '#shared/domain/days.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { links } from './links.ts'
import { Quiet, RowsOnTheWay, TodayCard } from './today-card.tsx'
import { PAY_DAYS, type Payment, usePaymentsDue, usePaymentSummary } from './today-data.ts'

const SHOWN = 4

/** What must be paid this week, and what should have been paid. */
export function ToPayList() {
  const t = useTranslations('today')
  const { data: summary } = usePaymentSummary()
  const names = new Map(
    summary?.suppliers.map(({ supplierId, supplierName }) => [supplierId, supplierName]),
  )
  return (
    <TodayCard
      title={t('payThisWeek')}
      needs="payments:read"
      what={t('whatPayments')}
      query={usePaymentsDue()}
      href={links.payments}
      more={t('all')}
      skeleton={<RowsOnTheWay rows={SHOWN} />}
    >
      {(payments) =>
        payments.length === 0 ? (
          <Quiet>{t('nothingToPay', { days: PAY_DAYS })}</Quiet>
        ) : (
          <ul className="divide-y divide-border">
            {payments.slice(0, SHOWN).map((payment) => (
              <Row
                key={payment.id}
                payment={payment}
                supplier={names.get(payment.supplierId ?? '')}
              />
            ))}
          </ul>
        )
      }
    </TodayCard>
  )
}

function Row({ payment, supplier }: { payment: Payment; supplier: string | undefined }) {
  const t = useTranslations('today')
  const format = useFormat()
  const { dueOn, overdue, amount, currency } = payment
  const days = dueOn === null ? 0 : daysBetween(format.today(), dueOn)
  return (
    <li>
      <Link
        href={links.payment(payment.id)}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 -outline-offset-2 hover:bg-sunken"
      >
        <span className="truncate font-medium">
          {supplier ?? payment.reference ?? t('payment')}
        </span>
        <span className="number font-medium">{format.money(amount, currency)}</span>
        <span className={`text-xs ${overdue ? 'text-bad' : 'text-muted'}`}>
          {overdue ? t('overdueSince', { count: -days }) : format.days(days)}
        </span>
        <span className="number text-xs text-muted">
          {dueOn !== null && format.shortDay(dueOn)}
        </span>
      </Link>
    </li>
  )
}

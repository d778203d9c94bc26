'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { useIsNarrow } from '#web/lib/use-media.ts'
import { dueOf, paidOf, type Payment, sumsOf } from '../payment.ts'
import { SumLine } from '../sum-line.tsx'
import { usePaymentAddress } from '../use-payment-address.ts'
import { Agenda } from './agenda.tsx'
import { DayPayments } from './day-payments.tsx'
import { addMonths, weeksOf } from './month-days.ts'
import { MonthGrid } from './month-grid.tsx'
import { useMonthPayments } from './use-month-payments.ts'
import { Waiting } from './waiting.tsx'

/** A month of payments by the day they are due; on phones the days that have some, as a list. */
export function PaymentCalendar() {
  const t = useTranslations('payments')
  const format = useFormat()
  const isNarrow = useIsNarrow()
  const { get, set, month } = usePaymentAddress()
  const weeks = weeksOf(month, format.locale)
  const days = weeks.flat()
  const { byDay, data, error, isPending, isFetching, refetch } = useMonthPayments(
    days[0] ?? '',
    days.at(-1) ?? '',
  )
  const day = get('day')
  const inMonth = (data ?? []).filter(({ dueOn }) => dueOn?.startsWith(month))
  return (
    <>
      <MonthBar
        month={month}
        payments={inMonth}
        onMonth={(next) => set({ month: next === format.today().slice(0, 7) ? '' : next, day: '' })}
      />
      {error && <Failure error={error} strip={data !== undefined} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={12} />}
      {data && isNarrow && <Agenda month={month} byDay={byDay} />}
      {data && !isNarrow && (
        <div className="flex min-h-0 grow gap-4" aria-busy={isFetching}>
          <MonthGrid
            key={format.locale}
            month={month}
            weeks={weeks}
            byDay={byDay}
            day={day}
            onMonth={(next) => set({ month: next })}
            onDay={(next) => set({ day: next })}
          />
          <div className="hidden w-80 shrink-0 overflow-y-auto lg:block">
            <DayPayments day={day || format.today()} byDay={byDay} />
            <Waiting />
          </div>
        </div>
      )}
      {data && !isNarrow && day !== '' && (
        <div className="lg:hidden">
          <DayPayments day={day} byDay={byDay} />
        </div>
      )}
      {isNarrow && <Waiting />}
      {data?.length === 0 && <p className="text-muted">{t('nothingDueInMonth')}</p>}
    </>
  )
}

function MonthBar({
  month,
  payments,
  onMonth,
}: {
  month: string
  payments: readonly Payment[]
  onMonth: (month: string) => void
}) {
  const t = useTranslations('payments')
  const format = useFormat()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="flex items-center gap-1">
        <IconButton label={t('monthBefore')} onClick={() => onMonth(addMonths(month, -1))}>
          <ChevronLeft size={18} aria-hidden="true" className="rtl:-scale-x-100" />
        </IconButton>
        <h2 aria-live="polite" className="min-w-36 text-center text-base font-semibold">
          {format.month(month)}
        </h2>
        <IconButton label={t('monthAfter')} onClick={() => onMonth(addMonths(month, 1))}>
          <ChevronRight size={18} aria-hidden="true" className="rtl:-scale-x-100" />
        </IconButton>
      </div>
      <Button onClick={() => onMonth(format.today().slice(0, 7))}>{t('thisMonth')}</Button>
      <p className="flex flex-wrap gap-x-4 text-muted">
        <SumLine label={t('toPay')} sums={sumsOf(payments, dueOf)} />
        <SumLine label={t('paid')} sums={sumsOf(payments, paidOf)} />
      </p>
    </div>
  )
}

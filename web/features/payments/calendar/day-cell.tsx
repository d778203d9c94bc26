'use client'

import { Check, CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { dueOf, paidOf, type Payment, type Sum, sumsOf } from '../payment.ts'

interface DayCellProps {
  date: string
  payments: readonly Payment[]
  isToday: boolean
  /** Of the month before or after. */
  isOutside: boolean
  /** Where the keys are. */
  isActive: boolean
  isOpen: boolean
  onOpen: () => void
}

const LINES = 2

/** A day with what is due on it, and what of it was paid. */
export function DayCell(props: DayCellProps) {
  const { date, payments, isToday, isOutside, isActive, isOpen, onOpen } = props
  const format = useFormat()
  const due = sumsOf(payments, dueOf)
  const paid = sumsOf(payments, paidOf)
  const isOverdue = payments.some(({ overdue }) => overdue)
  const label = useDayLabel({ date, count: payments.length, due, paid, isOverdue })
  return (
    <td
      role="gridcell"
      data-day={date}
      tabIndex={isActive ? 0 : -1}
      aria-selected={isOpen}
      aria-current={isToday ? 'date' : undefined}
      aria-label={label}
      onClick={onOpen}
      className={classNames(
        'relative cursor-pointer border-e border-b border-border last:border-e-0 hover:bg-sunken focus-visible:-outline-offset-2',
        isOutside && 'bg-sunken',
        isOpen && 'bg-accent-soft',
      )}
    >
      {/* Laid over the cell, so that no day makes its week higher than the others. */}
      <div className="absolute inset-0 overflow-hidden p-1.5">
        <div className="flex items-center justify-between gap-1">
          <span
            className={classNames(
              'inline-grid size-6 place-items-center rounded-full text-xs tabular-nums',
              isToday ? 'bg-accent font-semibold text-on-accent' : 'text-muted',
            )}
          >
            {format.number(Number(date.slice(8)))}
          </span>
          {payments.length > 1 && (
            <span className="text-xs text-muted tabular-nums">
              {format.number(payments.length)}
            </span>
          )}
        </div>
        <DaySums due={due} paid={paid} isOverdue={isOverdue} />
      </div>
    </td>
  )
}

interface DaySumsProps {
  due: readonly Sum[]
  paid: readonly Sum[]
  isOverdue: boolean
}

function DaySums({ due, paid, isOverdue }: DaySumsProps) {
  const t = useTranslations('payments')
  const format = useFormat()
  return (
    <>
      {due.slice(0, LINES).map(({ amount, currency }) => (
        <div
          key={currency}
          className={classNames(
            'number flex items-center justify-end gap-1 truncate text-table font-medium',
            isOverdue && 'text-bad',
          )}
        >
          {isOverdue && <CircleAlert size={13} aria-hidden="true" className="shrink-0" />}
          <span className="truncate">{format.money(amount, currency)}</span>
        </div>
      ))}
      {due.length > LINES && (
        <div className="number text-xs text-muted">
          {t('moreCurrencies', { count: due.length - LINES })}
        </div>
      )}
      {paid.slice(0, due.length === 0 ? LINES : 1).map(({ amount, currency }) => (
        <div
          key={currency}
          className="number flex items-center justify-end gap-1 truncate text-xs text-ok"
        >
          <Check size={13} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{format.money(amount, currency)}</span>
        </div>
      ))}
    </>
  )
}

/** A day in words, for those who hear it. */
function useDayLabel({
  date,
  count,
  due,
  paid,
  isOverdue,
}: DaySumsProps & { date: string; count: number }): string {
  const t = useTranslations('payments')
  const format = useFormat()
  const money = (sums: readonly Sum[]) =>
    sums.map(({ amount, currency }) => format.money(amount, currency)).join(', ')
  return [
    format.day(date),
    t('countPayments', { count }),
    due.length > 0 && t('dueOnDay', { sums: money(due) }),
    isOverdue && t('overdue'),
    paid.length > 0 && t('paidOnDay', { sums: money(paid) }),
  ]
    .filter(Boolean)
    .join('. ')
}

'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from '../payment.ts'
import { DayCell } from './day-cell.tsx'
import { dayAfterKey, sameDayIn } from './month-days.ts'

interface MonthGridProps {
  month: string
  weeks: readonly (readonly string[])[]
  byDay: ReadonlyMap<string, Payment[]>
  /** The day whose payments are shown; empty for none. */
  day: string
  onMonth: (month: string) => void
  onDay: (day: string) => void
}

/** The days of a month. Arrows go from day to day, Page Up and Down from month to month, Enter opens. */
export function MonthGrid(props: MonthGridProps) {
  const { month, weeks, byDay, day, onDay } = props
  const t = useTranslations('payments')
  const format = useFormat()
  const today = format.today()
  const { table, active, onKeyDown, choose } = useDayKeys(props)
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className="min-h-[30rem] min-w-0 grow overflow-hidden rounded-card border border-border bg-surface">
      <table
        ref={table}
        role="grid"
        aria-label={t('calendarOf', { month: format.month(month) })}
        onKeyDown={onKeyDown}
        className="h-full w-full table-fixed border-collapse"
      >
        <thead>
          <tr>
            {weeks[0]?.map((first) => (
              <th
                key={first}
                scope="col"
                className="h-8 border-b border-border px-2 text-xs font-medium text-muted"
              >
                {weekday.format(new Date(`${first}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <DayCell
                  key={date}
                  date={date}
                  payments={byDay.get(date) ?? []}
                  isToday={date === today}
                  isOutside={!date.startsWith(month)}
                  isActive={date === active}
                  isOpen={date === day}
                  onOpen={() => {
                    choose(date)
                    onDay(date)
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where the keys are in the calendar, and where they lead. */
function useDayKeys({ month, day, onMonth, onDay }: MonthGridProps) {
  const format = useFormat()
  const table = useRef<HTMLTableElement>(null)
  const [chosen, setChosen] = useState(day || format.today())
  const active = chosen.startsWith(month) ? chosen : sameDayIn(month, chosen)
  const wantsFocus = useRef(false)
  useEffect(() => {
    // The address follows a moment later; only then is the day drawn.
    if (!wantsFocus.current || active !== chosen) return
    wantsFocus.current = false
    table.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus()
  }, [active, chosen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onDay(active)
      return
    }
    const isRightToLeft = document.documentElement.dir === 'rtl'
    const next = dayAfterKey(event.key, active, { locale: format.locale, isRightToLeft })
    if (next === undefined) return
    event.preventDefault()
    wantsFocus.current = true
    setChosen(next)
    if (!next.startsWith(month)) onMonth(next.slice(0, 7))
  }
  return { table, active, onKeyDown, choose: setChosen }
}

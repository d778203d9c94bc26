'use client'

import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { usePeriodName } from './period-name.ts'
import { marginShare, type SalesPeriod, type Span } from './periods.ts'

interface SalesTableProps {
  periods: readonly SalesPeriod[]
  span: Span
  currency: string
  companyCurrency: string
}

/** The numbers of the chart and those that it leaves out, the latest first. */
export function SalesTable({ periods, span, currency, companyCurrency }: SalesTableProps) {
  const t = useTranslations('reports')
  const format = useFormat()
  const names = usePeriodName(span)
  const head = 'px-3 py-2 text-xs font-medium text-muted'
  return (
    <SideScroll
      label={t(`salesPer_${span}`)}
      className="rounded-card border border-border bg-surface"
    >
      <table className="w-full text-table">
        <caption className="sr-only">{t(`salesPer_${span}`)}</caption>
        <thead>
          <tr className="border-b border-border">
            <th scope="col" className={head}>
              {t(`name_${span}`)}
            </th>
            {(['quantity', 'revenue', 'cost', 'margin', 'share'] as const).map((name) => (
              <th
                key={name}
                scope="col"
                className={classNames('number', head, isWide(name) && 'max-sm:hidden')}
              >
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.toReversed().map((period) => {
            const share = marginShare(period)
            return (
              <tr key={period.from} className="border-b border-border last:border-0">
                <th scope="row" className="px-3 py-1.5 font-normal sm:whitespace-nowrap">
                  {names.long(period.from)}
                </th>
                <td className="number px-3">{format.number(period.quantity)}</td>
                <td className="number px-3">{format.money(period.revenue, currency)}</td>
                <td className="number px-3 max-sm:hidden">
                  {format.money(period.cost, companyCurrency)}
                </td>
                <td className="number px-3">
                  {period.margin === null ? '–' : format.money(period.margin, currency)}
                </td>
                <td className="number px-3 max-sm:hidden">
                  {share === null ? '–' : format.percent(share)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </SideScroll>
  )
}

/** Columns that a phone has no room for. */
function isWide(name: string): boolean {
  return name === 'cost' || name === 'share'
}

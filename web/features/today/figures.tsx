'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import type { Permission } from '#shared/domain/permissions.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { links } from './links.ts'
import type { CardQuery } from './today-card.tsx'
import {
  type Counted,
  MOST_COUNTED,
  PAY_DAYS,
  type PaymentSummary,
  type SalesReport,
  SOON_DAYS,
  type Stage,
  useLateOrders,
  useAlertCounts,
  usePaymentSummary,
  useRunningOut,
  useSales,
  useStages,
} from './today-data.ts'

type Tone = 'plain' | 'warn' | 'bad'

const tones: Readonly<Record<Tone, string>> = {
  plain: 'text-text',
  warn: 'text-warn',
  bad: 'text-bad',
}

interface FigureProps<Data> {
  label: string
  href: string
  needs: Permission
  query: CardQuery<Data>
  value: (data: Data) => ReactNode
  below?: (data: Data) => ReactNode
  tone?: (data: Data) => Tone
}

/** The numbers that tell how things stand; each leads to what it counts. */
export function Figures() {
  const t = useTranslations('today')
  const count = useCount()
  return (
    <section aria-label={t('figures')}>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-border bg-border sm:grid-cols-3 xl:grid-cols-6">
        <SoldToday />
        <Figure
          label={t('soonOut', { days: SOON_DAYS })}
          href={links.runningOut}
          needs="inventory:read"
          query={useRunningOut()}
          value={count}
          below={({ items }) =>
            t('noneLeft', {
              count: items.filter(({ daysUntilStockout }) => !daysUntilStockout).length,
            })
          }
          tone={({ count }) => (count > 0 ? 'warn' : 'plain')}
        />
        <Figure
          label={t('lateOrders')}
          href={links.lateOrders}
          needs="orders:read"
          query={useLateOrders()}
          value={count}
          below={({ items }) =>
            items.length > 0 &&
            t('longestLate', { count: Math.max(...items.map(({ daysLate }) => daysLate)) })
          }
          tone={({ count }) => (count > 0 ? 'bad' : 'plain')}
        />
        <ToPay />
        <Approvals />
        <OpenAlerts />
      </ul>
    </section>
  )
}

function Approvals() {
  const t = useTranslations('today')
  const format = useFormat()
  const waiting = (stages: readonly Stage[]) =>
    stages.find(({ stage }) => stage === 'pending_approval')?.orders ?? 0
  return (
    <Figure
      label={t('approvals')}
      href={links.approvals}
      needs="orders:read"
      query={useStages()}
      value={(stages) => format.number(waiting(stages))}
      tone={(stages) => (waiting(stages) > 0 ? 'warn' : 'plain')}
    />
  )
}

function OpenAlerts() {
  const t = useTranslations('today')
  const format = useFormat()
  return (
    <Figure
      label={t('openAlerts')}
      href={links.alerts}
      needs="alerts:read"
      query={useAlertCounts()}
      value={({ states }) => format.number(states.open)}
      below={({ open }) => open.critical > 0 && t('urgent', { count: open.critical })}
    />
  )
}

function useCount() {
  const format = useFormat()
  return ({ count, isMore }: Counted<unknown>) =>
    isMore ? `${MOST_COUNTED}+` : format.number(count)
}

function SoldToday() {
  const t = useTranslations('today')
  const format = useFormat()
  const revenue = (report: SalesReport, back: number) => {
    const { revenue } = report.days.at(-1 - back) ?? { revenue: [] }
    return revenue.find(({ currency }) => currency === report.currency)?.amount ?? '0'
  }
  return (
    <Figure
      label={t('soldToday')}
      href={links.sales}
      needs="inventory:read"
      query={useSales()}
      value={(report) => format.money(revenue(report, 0), report.currency)}
      below={(report) =>
        t('yesterday', { amount: format.money(revenue(report, 1), report.currency) })
      }
    />
  )
}

function ToPay() {
  const t = useTranslations('today')
  const format = useFormat()
  const owed = ({ currencies }: PaymentSummary) =>
    currencies
      .map(({ currency, overdue, dueIn7Days }) => ({
        currency,
        overdue: Number(overdue),
        sum: Number(overdue) + Number(dueIn7Days),
      }))
      .filter(({ sum }) => sum > 0)
      .sort(
        (a, b) =>
          Number(b.currency === format.companyCurrency) -
          Number(a.currency === format.companyCurrency),
      )
  return (
    <Figure
      label={t('toPay', { days: PAY_DAYS })}
      href={links.payments}
      needs="payments:read"
      query={usePaymentSummary()}
      value={(summary) => {
        const [first] = owed(summary)
        return format.money(String(first?.sum ?? 0), first?.currency ?? format.companyCurrency)
      }}
      below={(summary) => {
        const [first, ...others] = owed(summary)
        if (others.length > 0) {
          return others
            .map(({ currency, sum }) => `+ ${format.money(String(sum), currency)}`)
            .join(' ')
        }
        return first && first.overdue > 0
          ? t('ofItOverdue', { amount: format.money(String(first.overdue), first.currency) })
          : null
      }}
      tone={(summary) => (owed(summary).some(({ overdue }) => overdue > 0) ? 'bad' : 'plain')}
    />
  )
}

function Figure<Data>({ label, href, needs, query, value, below, tone }: FigureProps<Data>) {
  const t = useTranslations('today')
  const can = useCan()
  const { data, error } = query
  if (!can(needs)) return null
  return (
    <li className="bg-surface">
      <Link
        href={href}
        className="grid h-full content-start gap-0.5 px-4 py-3 -outline-offset-2 hover:bg-sunken"
      >
        <span className="text-xs text-muted">{label}</span>
        {data === undefined ? (
          error ? (
            <span className="text-sm text-bad">{t('notLoaded')}</span>
          ) : (
            <span className="skeleton my-1 h-6 w-20" />
          )
        ) : (
          <>
            <span
              className={`text-title font-semibold tabular-nums ${tones[tone?.(data) ?? 'plain']}`}
            >
              {value(data)}
            </span>
            <span className="min-h-4 text-xs text-muted tabular-nums">{below?.(data)}</span>
          </>
        )}
      </Link>
    </li>
  )
}

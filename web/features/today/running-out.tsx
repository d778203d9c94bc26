'use client'

import { Truck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { CutText } from '#web/components/ui/cut-text.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { daysBetween } from '#shared/domain/days.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { links } from './links.ts'
import { Quiet, RowsOnTheWay, TodayCard } from './today-card.tsx'
import { type Forecast, SOON_DAYS, useRunningOut } from './today-data.ts'

const SHOWN = 8
const LEAST_HORIZON = 14
const MOST_HORIZON = 60

/** What the shelves hold out for, and when the next goods come. */
export function RunningOut({ className }: { className?: string }) {
  const t = useTranslations('today')
  const format = useFormat()
  return (
    <TodayCard
      title={t('runsOut')}
      needs="inventory:read"
      what={t('whatStock')}
      query={useRunningOut()}
      href={links.runningOut}
      more={t('all')}
      skeleton={<RowsOnTheWay rows={SHOWN} />}
      className={className ?? ''}
    >
      {({ items }) => {
        if (items.length === 0) return <Quiet>{t('nothingRunsOut', { days: SOON_DAYS })}</Quiet>
        const shown = items.slice(0, SHOWN)
        const horizon = horizonOf(shown, format.today())
        return (
          <ul className="divide-y divide-border">
            {shown.map((item) => (
              <Row key={item.productId} item={item} horizon={horizon} />
            ))}
          </ul>
        )
      }}
    </TodayCard>
  )
}

function Row({ item, horizon }: { item: Forecast; horizon: number }) {
  const t = useTranslations('today')
  const format = useFormat()
  const days = item.daysUntilStockout ?? 0
  const receipt = item.nextReceiptOn
  const until = receipt === null ? null : daysBetween(format.today(), receipt)
  return (
    <li>
      <Link
        href={links.product(item.productId)}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2 -outline-offset-2 hover:bg-sunken sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_9.5rem]"
      >
        <span className="min-w-0">
          <span className="font-medium">
            <CutText>{item.name}</CutText>
          </span>
          <span className="block truncate text-xs text-muted">
            <bdi dir="ltr">{item.sku}</bdi> ·{' '}
            {t('availableOf', { quantity: format.number(item.available), unit: item.unit })}
          </span>
        </span>
        <span className="order-last col-span-2 sm:order-none sm:col-span-1">
          <Bar days={days} until={until} horizon={horizon} />
        </span>
        <span className="text-end">
          <span className={`block font-medium ${days <= 3 ? 'text-bad' : 'text-warn'}`}>
            {days <= 0 && item.available <= 0 ? t('outNow') : format.days(days)}
          </span>
          <span className="block text-xs text-muted">{receiptWords(item, until)}</span>
        </span>
      </Link>
    </li>
  )

  function receiptWords({ gapDays }: Forecast, ahead: number | null): string {
    if (receipt === null || ahead === null) return t('nothingOrdered')
    if (ahead < 0) return t('receiptLate', { count: -ahead })
    return gapDays !== null && gapDays > 0
      ? t('emptyFor', { count: gapDays })
      : t('receiptOn', { day: format.shortDay(receipt) })
  }
}

/** How far the stock reaches, and the next receipt on the same line of days. */
function Bar({ days, until, horizon }: { days: number; until: number | null; horizon: number }) {
  const stock = share(days, horizon)
  // Where a late receipt stands nobody knows.
  const receipt = until === null || until < 0 ? null : share(until, horizon)
  const gapEnd = receipt ?? 100
  return (
    <span aria-hidden="true" className="relative block h-5">
      <span className="absolute inset-x-0 top-2 h-1.5 rounded-full bg-sunken" />
      {gapEnd > stock && (
        <span
          style={{ insetInlineStart: `${stock}%`, width: `${gapEnd - stock}%` }}
          className={`absolute top-2 h-1.5 rounded-full ${receipt === null ? 'bg-border' : 'bg-bad-soft ring-1 ring-bad/40 ring-inset'}`}
        />
      )}
      <span
        style={{ width: `max(4px, ${stock}%)` }}
        className={`absolute start-0 top-2 h-1.5 rounded-full ${days <= 3 ? 'bg-bad' : 'bg-warn'}`}
      />
      {receipt !== null && (
        <span
          style={{ insetInlineStart: `calc(${receipt}% - ${(receipt / 100) * 20}px)` }}
          className="absolute top-0 grid size-5 place-items-center rounded-full border border-control bg-surface text-muted"
        >
          <Truck size={12} className="rtl:-scale-x-100" />
        </span>
      )}
    </span>
  )
}

function share(days: number, horizon: number): number {
  return Math.min(100, (days / horizon) * 100)
}

/** So many days fit on the bars that most receipts are on them. */
function horizonOf(items: readonly Forecast[], today: string): number {
  const receipts = items
    .map(({ nextReceiptOn }) => (nextReceiptOn === null ? 0 : daysBetween(today, nextReceiptOn)))
    .filter((days) => days <= MOST_HORIZON)
  return Math.max(LEAST_HORIZON, ...receipts)
}

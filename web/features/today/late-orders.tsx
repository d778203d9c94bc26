'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { links } from './links.ts'
import { Quiet, RowsOnTheWay, TodayCard } from './today-card.tsx'
import { useLateOrders } from './today-data.ts'

const SHOWN = 4

export function LateOrders() {
  const t = useTranslations('today')
  const format = useFormat()
  return (
    <TodayCard
      title={t('whatIsLate')}
      needs="orders:read"
      what={t('whatOrders')}
      query={useLateOrders()}
      href={links.lateOrders}
      more={t('all')}
      skeleton={<RowsOnTheWay rows={SHOWN} />}
    >
      {({ items }) => {
        if (items.length === 0) return <Quiet>{t('nothingLate')}</Quiet>
        // Those that one has waited for the longest.
        const shown = items.toSorted((a, b) => b.daysLate - a.daysLate).slice(0, SHOWN)
        return (
          <ul className="divide-y divide-border">
            {shown.map(({ id, number, supplier, stage, daysLate, total, currency }) => (
              <li key={id}>
                <Link
                  href={links.order(id)}
                  className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 -outline-offset-2 hover:bg-sunken"
                >
                  <span className="truncate font-medium">{supplier.name}</span>
                  <span className="number font-medium text-bad">
                    {t('daysLate', { count: daysLate })}
                  </span>
                  <span className="flex min-w-0 items-center gap-2 text-xs text-muted">
                    <bdi dir="ltr" className="whitespace-nowrap">
                      {number}
                    </bdi>
                    <StageBadge stage={stage} />
                  </span>
                  <span className="number text-xs text-muted">{format.money(total, currency)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )
      }}
    </TodayCard>
  )
}

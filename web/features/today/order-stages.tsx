'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { links } from './links.ts'
import { TodayCard } from './today-card.tsx'
import { type Stage, useStages } from './today-data.ts'

const STAGES = 10

/** Where the orders are on their way, from the draft to the end. */
export function OrderStages() {
  const t = useTranslations('today')
  return (
    <TodayCard
      title={t('ordersByStage')}
      needs="orders:read"
      what={t('whatOrders')}
      query={useStages()}
      href="/orders"
      more={t('toBoard')}
      skeleton={<StagesOnTheWay />}
    >
      {(stages) => {
        const shown = stages.filter(({ position }) => position > 0)
        const most = Math.max(1, ...shown.map(({ orders }) => orders))
        return (
          <ol className={grid}>
            {shown.map((stage) => (
              <StageColumn key={stage.stage} stage={stage} most={most} />
            ))}
          </ol>
        )
      }}
    </TodayCard>
  )
}

const grid = 'grid grid-cols-1 sm:grid-cols-5 xl:grid-cols-10 gap-x-2 sm:gap-y-4 p-2 sm:p-4'

function StageColumn({ stage: { stage, orders }, most }: { stage: Stage; most: number }) {
  const t = useTranslations('common')
  const format = useFormat()
  return (
    <li>
      <Link
        href={links.stage(stage)}
        className="grid grid-cols-[8.5rem_1fr_2rem] items-center gap-2 rounded-control px-2 py-1.5 hover:bg-sunken sm:grid-cols-1 sm:gap-1"
      >
        <span className="text-xs text-muted xl:flex xl:min-h-8 xl:items-end">
          {t(`stage_${stage}`)}
        </span>
        <span
          className={`text-end font-semibold tabular-nums max-sm:order-last sm:text-start sm:text-title ${orders === 0 ? 'text-muted' : ''}`}
        >
          {format.number(orders)}
        </span>
        <span aria-hidden="true" className="block h-1.5 rounded-full bg-sunken">
          <span
            style={{ width: `${(orders / most) * 100}%` }}
            className="block h-full rounded-full bg-accent"
          />
        </span>
      </Link>
    </li>
  )
}

function StagesOnTheWay() {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')} className={grid}>
      {Array.from({ length: STAGES }, (_, stage) => (
        <div key={stage} className="skeleton m-1 h-6 sm:h-14" />
      ))}
    </div>
  )
}

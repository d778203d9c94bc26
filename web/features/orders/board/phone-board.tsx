'use client'

import { useTranslations } from 'use-intl'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { Button } from '#web/components/ui/button.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { type OrderSummary, useStages } from '../order-data.ts'
import type { OrderFilter } from '../order-filter.ts'
import { CardFace, MoveMenu } from './board-card.tsx'
import { boardStages, useColumn } from './board-data.ts'
import { Link } from '#web/components/ui/link.tsx'

interface PhoneBoardProps {
  filter: OrderFilter
  isNarrowed: boolean
  onMove: (order: OrderSummary, to: PipelineStage) => void
}

/** One stage at a time, for pages too narrow for columns; cards are moved by their menu. */
export function PhoneBoard({ filter, isNarrowed, onMove }: PhoneBoardProps) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const { get, set } = useAddress()
  const { data } = useStages()
  const count = (stage: PipelineStage) =>
    isNarrowed ? undefined : data?.items.find((item) => item.stage === stage)?.orders
  const first = boardStages.find((stage) => (count(stage) ?? 0) > 0) ?? 'draft'
  const current = boardStages.find((stage) => stage === get('stage')) ?? first
  return (
    <>
      <Tabs
        label={t('stage')}
        current={current}
        onChange={(stage) => set({ stage })}
        tabs={boardStages.map((stage) => ({
          name: stage,
          title: common(`stage_${stage}`),
          count: count(stage),
        }))}
      />
      <PhoneColumn stage={current} filter={filter} onMove={onMove} />
    </>
  )
}

function PhoneColumn({
  stage,
  filter,
  onMove,
}: {
  stage: PipelineStage
  filter: OrderFilter
  onMove: PhoneBoardProps['onMove']
}) {
  const t = useTranslations('orders')
  const mayMove = useCan()('orders:write')
  const list = useColumn(stage, filter)
  if (list.error && list.items.length === 0) {
    return <Failure error={list.error} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <SkeletonRows rows={4} />
  if (list.items.length === 0)
    return <p className="py-6 text-center text-muted">{t('columnEmpty')}</p>
  return (
    <ul className="grid gap-2">
      {list.items.map((order) => (
        <li
          key={order.id}
          data-order={order.id}
          className="rounded-card border border-border bg-surface p-3"
        >
          <CardFace
            order={order}
            link={
              <Link
                href={`/orders/${order.id}`}
                className="inline-flex min-h-11 items-center text-sm font-semibold"
              >
                <bdi dir="ltr">{order.number}</bdi>
              </Link>
            }
            menu={mayMove && <MoveMenu order={order} onMove={onMove} />}
          />
        </li>
      ))}
      {list.hasNextPage && (
        <Button look="quiet" busy={list.isFetchingNextPage} onClick={list.more}>
          {t('showMore')}
        </Button>
      )}
    </ul>
  )
}

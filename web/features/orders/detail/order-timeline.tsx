'use client'

import { useTranslations } from 'use-intl'
import { Card } from '#web/components/ui/page-header.tsx'
import { SkeletonRows } from '#web/components/ui/states.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { HistoryEntry, Order } from '../order-data.ts'
import { HistoryDetails } from './history-details.tsx'

const known = [
  'created',
  'advanced',
  'passed',
  'back',
  'sent',
  'edited',
  'amended',
  'changed',
  'approved',
  'held',
  'released',
  'cancelled',
  'line_cancelled',
  'received',
  'unreceived',
] as const

/** What happened to the order, the newest first, by whom and with what was noted. */
export function OrderTimeline({
  order,
  history,
}: {
  order: Order
  history: readonly HistoryEntry[] | undefined
}) {
  const t = useTranslations('orders')
  return (
    <Card title={t('history')} className="screen-only">
      {history === undefined ? (
        <SkeletonRows rows={4} />
      ) : (
        <ol className="grid gap-4 p-4">
          {history.toReversed().map((entry) => (
            <Entry key={entry.id} order={order} entry={entry} />
          ))}
        </ol>
      )}
    </Card>
  )
}

function Entry({ order, entry }: { order: Order; entry: HistoryEntry }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const format = useFormat()
  const event = known.find((name) => name === entry.event)
  const stage = entry.toStage === null ? '' : common(`stage_${entry.toStage}`)
  const isSystem = entry.actor.id === null
  const detail = (name: string) => {
    const value = entry.details?.[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const words = event
    ? t(`event_${event}`, { stage, sku: detail('sku'), quantity: detail('quantity') })
    : entry.event
  return (
    <li className="relative ps-5 before:absolute before:start-0 before:top-1.5 before:size-2 before:rounded-full before:bg-accent">
      <p className="font-medium">{words}</p>
      <p className="text-xs text-muted">
        <bdi>{isSystem ? t('bySystem') : entry.actor.name}</bdi> · {format.instant(entry.at)}
      </p>
      {entry.note !== null && (
        <p className="mt-1 border-s-2 border-border ps-2 break-words">{entry.note}</p>
      )}
      <HistoryDetails order={order} entry={entry} />
    </li>
  )
}

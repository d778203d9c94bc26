'use client'

import { useDroppable } from '@dnd-kit/core'
import { ChevronsLeftRight, ChevronsRightLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { OrderSummary } from '../order-data.ts'
import type { OrderFilter } from '../order-filter.ts'
import { BoardCard } from './board-card.tsx'
import { useColumn, type Way } from './board-data.ts'

export interface ColumnProps {
  stage: PipelineStage
  filter: OrderFilter
  /** Of all orders in the stage; undefined while it is not known, or when filters hide some. */
  count: number | undefined
  /** How the card that is held gets here; undefined while none is. */
  way: Way | undefined
  mayMove: boolean
  onMove: (order: OrderSummary, to: PipelineStage) => void
  onCollapse: () => void
}

const look = (way: Way | undefined, isOver: boolean) =>
  classNames(
    'rounded-card border bg-sunken',
    isOver && way?.kind !== 'none' ? 'border-accent' : 'border-border',
    isOver && way?.kind === 'none' && 'border-bad',
    way?.kind === 'none' && 'opacity-55',
  )

/** A stage with its orders. */
export function BoardColumn({
  stage,
  filter,
  count,
  way,
  mayMove,
  onMove,
  onCollapse,
}: ColumnProps) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const { setNodeRef, isOver } = useDroppable({ id: stage })
  const list = useColumn(stage, filter)
  const title = common(`stage_${stage}`)
  const shown = count ?? list.items.length
  return (
    <section
      ref={setNodeRef}
      aria-label={t('columnLabel', { stage: title, count: shown })}
      className={classNames(
        'group/column flex min-h-0 w-0 min-w-38 flex-1 flex-col pointer-fine:xl:min-w-30',
        look(way, isOver),
      )}
    >
      <ColumnHead title={title} count={shown} onCollapse={onCollapse} />
      <div className="min-h-0 grow overflow-y-auto px-1 pb-1">
        {list.error && <Failure strip error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={3} />}
        {!list.isPending && !list.error && list.items.length === 0 && (
          <p className="px-1 py-3 text-xs text-muted">{t('columnEmpty')}</p>
        )}
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
          {list.items.map((order) => (
            <BoardCard key={order.id} order={order} mayMove={mayMove} onMove={onMove} />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button
            look="quiet"
            busy={list.isFetchingNextPage}
            onClick={list.more}
            className="mt-1.5 w-full"
          >
            {t('showMore')}
          </Button>
        )}
      </div>
    </section>
  )
}

interface HeadProps {
  title: string
  count: number
  onCollapse: () => void
}

function ColumnHead({ title, count, onCollapse }: HeadProps) {
  const t = useTranslations('orders')
  const format = useFormat()
  return (
    <header className="flex min-h-11 items-center gap-1 py-1 ps-2 pe-0.5">
      <h2 className="line-clamp-2 min-w-0 grow text-xs font-semibold hyphens-auto" title={title}>
        {title}
      </h2>
      {/* The button takes the place of the count, because the name needs all the room. */}
      <span className="grid shrink-0 place-items-center *:[grid-area:1/1] pointer-coarse:flex">
        <span className="px-1 text-xs text-muted tabular-nums group-hover/column:invisible pointer-coarse:visible">
          {format.number(count)}
        </span>
        <IconButton
          label={t('collapse', { stage: title })}
          onClick={onCollapse}
          className="size-6 opacity-0 group-hover/column:opacity-100 focus-visible:bg-bg focus-visible:opacity-100 max-md:hidden pointer-coarse:opacity-100"
        >
          <ChevronsRightLeft size={14} aria-hidden="true" />
        </IconButton>
      </span>
    </header>
  )
}

interface StripProps {
  /** Its name where one can drop a card on it. */
  stage: PipelineStage
  count: number | undefined
  way: Way | undefined
  onExpand: () => void
  expandLabel: string
}

/** A stage that nobody looks into now: its name and its count, and still a place to drop a card. */
export function BoardStrip({ stage, count, way, onExpand, expandLabel }: StripProps) {
  const common = useTranslations('common')
  const format = useFormat()
  const { setNodeRef, isOver } = useDroppable({ id: stage })
  return (
    <section
      ref={setNodeRef}
      aria-label={common(`stage_${stage}`)}
      className={classNames('flex w-9 shrink-0 flex-col', look(way, isOver))}
    >
      <button
        type="button"
        onClick={onExpand}
        title={expandLabel}
        aria-label={expandLabel}
        className="flex min-h-0 grow flex-col items-center gap-2 rounded-card py-2 hover:text-accent"
      >
        <ChevronsLeftRight size={14} aria-hidden="true" className="text-muted" />
        <span className="text-xs font-semibold tabular-nums">
          {count === undefined ? '' : format.number(count)}
        </span>
        <span className="text-table font-medium text-muted [writing-mode:vertical-rl]">
          {common(`stage_${stage}`)}
        </span>
      </button>
    </section>
  )
}

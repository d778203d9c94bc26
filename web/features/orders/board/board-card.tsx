'use client'

import { useDraggable } from '@dnd-kit/core'
import { EllipsisVertical } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { useTranslations } from 'use-intl'
import { type OrderStage, pipeline, type PipelineStage } from '#shared/domain/orders/stages.ts'
import { classNames } from '#web/components/ui/class-names.ts'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { DueDay, HoldBadge, LateBadge } from '../order-marks.tsx'
import type { OrderSummary } from '../order-data.ts'
import { wayTo } from './board-data.ts'

interface CardProps {
  order: OrderSummary
  mayMove: boolean
  onMove: (order: OrderSummary, to: PipelineStage) => void
}

/** An order on the board. Its link is what the keyboard lifts; a press anywhere on it drags it. */
export function BoardCard({ order, mayMove, onMove }: CardProps) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: order.id,
    data: { order },
    disabled: !mayMove,
  })
  return (
    <li
      ref={setNodeRef}
      {...listeners}
      data-order={order.id}
      className={classNames(
        'list-none rounded-card border border-border bg-surface p-1.5 pe-1 text-table',
        mayMove && 'cursor-grab touch-manipulation',
        isDragging && 'opacity-40',
      )}
    >
      <CardFace
        order={order}
        link={
          <Link
            ref={setActivatorNodeRef}
            href={`/orders/${order.id}`}
            draggable={false}
            {...(mayMove && { 'aria-describedby': attributes['aria-describedby'] })}
            className="inline-flex min-h-6 min-w-0 items-center font-semibold whitespace-nowrap hover:underline"
          >
            <bdi dir="ltr">{order.number}</bdi>
          </Link>
        }
        menu={mayMove && <MoveMenu order={order} onMove={onMove} />}
      />
    </li>
  )
}

interface FaceProps {
  order: OrderSummary
  link: React.ReactNode
  menu?: React.ReactNode
}

/** What a card shows; also of the one that is held. */
export function CardFace({ order, link, menu }: FaceProps) {
  const format = useFormat()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex items-center justify-between">
        {link}
        {menu}
      </div>
      <p className="line-clamp-2 leading-4 break-words" title={order.supplier.name}>
        <bdi>{order.supplier.name}</bdi>
      </p>
      <p className="flex flex-wrap items-center justify-between gap-x-2 gap-y-0.5">
        <span className="text-muted">
          <DueDay order={order} short />
        </span>
        <span className="number font-medium">{format.money(order.total, order.currency)}</span>
      </p>
      {(order.late || order.onHold) && (
        <p className="flex flex-wrap gap-1 *:rounded-card *:whitespace-normal [&_svg]:hidden">
          <LateBadge order={order} />
          <HoldBadge order={order} />
        </p>
      )}
    </div>
  )
}

/** The same as dragging, as a list: the next stages, and the one before. */
export function MoveMenu({ order, onMove }: Omit<CardProps, 'mayMove'>) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const words = (stage: OrderStage) => common(`stage_${stage}`)
  return (
    <Menu
      label={t('moveOrder', { number: order.number })}
      button={<EllipsisVertical size={16} aria-hidden="true" />}
      className="min-w-6 px-1 text-muted pointer-coarse:min-w-11"
    >
      <p className="px-2 py-1 text-xs text-muted">{t('moveTo')}</p>
      {pipeline.map((stage) => {
        const way = wayTo(order.stage, stage)
        if (way.kind === 'none' || way.kind === 'here') return null
        const isBlocked = order.onHold && way.kind === 'forward'
        return (
          <MenuItem
            key={stage}
            disabled={isBlocked}
            {...(isBlocked && { title: t('holdBlocks') })}
            onSelect={() => onMove(order, stage)}
          >
            {way.kind === 'back' ? t('backTo', { stage: words(stage) }) : words(stage)}
          </MenuItem>
        )
      })}
    </Menu>
  )
}

'use client'

import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OrderStage, PipelineStage } from '#shared/domain/orders/stages.ts'
import { Failure } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { usePreference } from '#web/lib/api/use-preference.ts'
import { useIsNarrow } from '#web/lib/use-media.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { type OrderSummary, useStages } from '../order-data.ts'
import type { OrderFilter } from '../order-filter.ts'
import { orderOf, useAnnouncements } from './announcements.ts'
import { CardFace } from './board-card.tsx'
import { BoardColumn, BoardStrip } from './board-column.tsx'
import { boardStages, wayTo } from './board-data.ts'
import { BackDialog, NoWay, RefusedMove } from './board-dialogs.tsx'
import { columnByColumn, columnUnder } from './board-keys.ts'
import { PhoneBoard } from './phone-board.tsx'
import { useBoardMoves } from './use-board-moves.ts'

interface BoardProps {
  filter: OrderFilter
  isNarrowed: boolean
}

/** The orders by their stage. Whoever may, moves them by dragging, by the keyboard or by a menu. */
export function Board({ filter, isNarrowed }: BoardProps) {
  const moves = useBoardMoves(filter)
  const isNarrow = useIsNarrow()
  const Shape = isNarrow ? PhoneBoard : WideBoard
  const client = useQueryClient()
  const stages = useStages()
  useMoveKey()
  if (stages.error && !stages.data) {
    // Once for the whole board, not in each of its columns.
    const again = () => void client.refetchQueries({ queryKey: ['order'], type: 'active' })
    return <Failure error={stages.error} onRetry={again} />
  }
  return (
    <>
      <Shape filter={filter} isNarrowed={isNarrowed} onMove={moves.move} />
      <Questions moves={moves} />
    </>
  )
}

function Questions({ moves }: { moves: ReturnType<typeof useBoardMoves> }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const { asked, close } = moves
  switch (asked?.kind) {
    case undefined:
      return null
    case 'reason':
      return (
        <BackDialog
          order={asked.order}
          to={asked.to}
          onReason={(reason) => moves.takeBack(asked.order, asked.to, reason)}
          onClose={close}
        />
      )
    case 'refused':
      return <RefusedMove move={asked.move} error={asked.error} onClose={close} />
    case 'noWay': {
      const { number, stage } = asked.order
      const title = t('staysIn', { number, stage: common(`stage_${stage}`) })
      return <NoWay title={title} text={asked.text} onClose={close} />
    }
  }
}

/** `M` opens the list of stages of the card that has the focus. */
function useMoveKey(): void {
  const t = useTranslations('orders')
  const open = () => {
    const card = document.activeElement?.closest('[data-order]')
    card?.querySelector<HTMLButtonElement>('button[aria-haspopup=menu]')?.click()
  }
  useShortcuts([{ keys: 'm', label: t('moveCardTo'), run: open }])
}

interface ShapeProps extends BoardProps {
  onMove: (order: OrderSummary, to: PipelineStage) => void
}

function useCounts(isNarrowed: boolean): (stage: OrderStage) => number | undefined {
  const { data } = useStages()
  return (stage) =>
    isNarrowed ? undefined : data?.items.find((item) => item.stage === stage)?.orders
}

function WideBoard({ filter, isNarrowed, onMove }: ShapeProps) {
  const mayMove = useCan()('orders:write')
  const count = useCounts(isNarrowed)
  const [held, setHeld] = useState<OrderSummary>()
  const [folded, setFolded] = usePreference<Partial<Record<PipelineStage, boolean>>>(
    'orders-board-folded',
    {},
  )
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: columnByColumn,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  )
  const way = (stage: PipelineStage) => held && wayTo(held.stage, stage)
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={columnUnder}
      accessibility={useAnnouncements()}
      onDragStart={({ active }) => setHeld(orderOf(active))}
      onDragCancel={() => setHeld(undefined)}
      onDragEnd={({ active, over }) => {
        setHeld(undefined)
        const order = orderOf(active)
        if (order && over) onMove(order, over.id as PipelineStage)
      }}
    >
      <div className="flex min-h-72 grow gap-1.5 overflow-x-auto pb-1">
        {boardStages.map((stage) => (
          <Stage
            key={stage}
            stage={stage}
            isFolded={folded[stage] ?? (!isNarrowed && count(stage) === 0)}
            onFold={(isFolded) => setFolded({ ...folded, [stage]: isFolded })}
            {...{ filter, mayMove, onMove, count: count(stage), way: way(stage) }}
          />
        ))}
        <Finished way={way('completed')} count={count} />
      </div>
      <DragOverlay dropAnimation={null}>{held && <HeldCard order={held} />}</DragOverlay>
    </DndContext>
  )
}

interface StageProps extends Omit<React.ComponentProps<typeof BoardColumn>, 'onCollapse'> {
  isFolded: boolean
  onFold: (isFolded: boolean) => void
}

function Stage({ isFolded, onFold, ...column }: StageProps) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const label = t('expand', { stage: common(`stage_${column.stage}`) })
  return isFolded ? (
    <BoardStrip {...column} expandLabel={label} onExpand={() => onFold(false)} />
  ) : (
    <BoardColumn {...column} onCollapse={() => onFold(true)} />
  )
}

/** The orders that are at their end: a strip, which leads to them in the table. */
function Finished({
  way,
  count,
}: {
  way: ReturnType<typeof wayTo> | undefined
  count: (stage: OrderStage) => number | undefined
}) {
  const t = useTranslations('orders')
  const router = useRouter()
  return (
    <BoardStrip
      stage="completed"
      count={count('completed')}
      way={way}
      expandLabel={t('showCompleted')}
      onExpand={() => router.push('/orders?layout=table&stage=completed')}
    />
  )
}

function HeldCard({ order }: { order: OrderSummary }) {
  return (
    <div className="cursor-grabbing rounded-card border border-accent bg-surface p-2 text-table shadow-xl">
      <CardFace
        order={order}
        link={
          <bdi dir="ltr" className="min-h-6 font-semibold">
            {order.number}
          </bdi>
        }
      />
    </div>
  )
}

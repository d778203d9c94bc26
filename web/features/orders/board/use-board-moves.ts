'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { showToast } from '#web/components/ui/toasts.tsx'
import type { OrderSummary } from '../order-data.ts'
import type { OrderFilter } from '../order-filter.ts'
import { type Move, useMoveCard, wayTo } from './board-data.ts'

/** What the board has to ask or to say about a move. */
export type Asked =
  | { kind: 'reason'; order: OrderSummary; to: PipelineStage }
  | { kind: 'refused'; move: Move; error: Error }
  | { kind: 'noWay'; order: OrderSummary; to: PipelineStage; text: string }

/** What a card that is put somewhere else sets off: the move, a question, or why it cannot be. */
export function useBoardMoves(filter: OrderFilter) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const [asked, setAsked] = useState<Asked>()
  const card = useMoveCard(filter, {
    onMoved: (order, { to }) => {
      const { number, stage } = order
      const wasApproved = to === 'pending_approval' && stage === 'approved'
      const words = { number, stage: common(`stage_${stage}`) }
      showToast(wasApproved ? t('approvedItself', words) : t('movedTo', words))
    },
    onRefused: (error, move) => setAsked({ kind: 'refused', error, move }),
  })
  const move = (order: OrderSummary, to: PipelineStage) => {
    const way = wayTo(order.stage, to)
    switch (way.kind) {
      case 'here':
        return
      case 'back':
        setAsked({ kind: 'reason', order, to })
        return
      case 'none': {
        const from = common(`stage_${order.stage}`)
        const nearest = way.nearest === undefined ? '' : common(`stage_${way.nearest}`)
        const text = way.nearest ? t('onlyBackTo', { from, nearest }) : t('staysThere', { from })
        setAsked({ kind: 'noWay', order, to, text })
        return
      }
      case 'forward':
        card.mutate({ order, to })
    }
  }
  const takeBack = (order: OrderSummary, to: PipelineStage, reason: string) => {
    setAsked(undefined)
    card.mutate({ order, to, fields: { reason } })
  }
  return { asked, move, takeBack, close: () => setAsked(undefined) }
}

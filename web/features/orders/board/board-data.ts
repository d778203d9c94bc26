'use client'

import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { routeTo } from '#shared/domain/orders/transitions.ts'
import { type OrderStage, pipeline, type PipelineStage } from '#shared/domain/orders/stages.ts'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import {
  moveOrder,
  type MoveFields,
  type Order,
  type OrderSummary,
  stagesKey,
} from '../order-data.ts'
import { type OrderFilter, queryOf } from '../order-filter.ts'

/** The stages that are columns of the board; what is at its end is a strip beside them. */
export const boardStages = pipeline.slice(0, -1)

const PAGE = '25'

type Page = Taken<(typeof api.orders)['$get']>
type Pages = InfiniteData<Page, string | undefined>
type Stages = Taken<(typeof api.orders.stages)['$get']>

const columnKey = (stage: OrderStage, filter: OrderFilter) =>
  ['order', 'board', stage, filter] as const

/** The orders of a column, the most urgent first. */
export function useColumn(stage: OrderStage, filter: OrderFilter) {
  return useList<OrderSummary>(columnKey(stage, filter), (cursor, signal) =>
    take(
      api.orders.$get(
        {
          query: {
            ...queryOf(filter, stage),
            sort: 'dueOn',
            limit: PAGE,
            ...(cursor && { cursor }),
          },
        },
        { init: { signal } },
      ),
    ),
  )
}

/** Where a card may be dropped: how an order gets from a stage to another one, and over which. */
export type Way =
  | { kind: 'here' }
  | { kind: 'forward'; passed: readonly PipelineStage[] }
  | { kind: 'back' }
  | { kind: 'none'; nearest: OrderStage | undefined }

export function wayTo(from: OrderStage, to: PipelineStage): Way {
  if (from === to) return { kind: 'here' }
  try {
    const { direction, stages } = routeTo(from, to)
    return direction === 'back'
      ? { kind: 'back' }
      : { kind: 'forward', passed: stages.slice(0, -1) }
  } catch {
    const at = boardStages.findIndex((stage) => stage === from)
    return { kind: 'none', nearest: boardStages[at - 1] }
  }
}

export interface Move {
  order: OrderSummary
  to: PipelineStage
  fields?: MoveFields
}

/**
 * Moves a card at once and asks the API then. Refused, the card goes back to where it was, with all
 * that was counted.
 */
export function useMoveCard(
  filter: OrderFilter,
  told: {
    onMoved: (order: Order, move: Move) => void
    onRefused: (error: Error, move: Move) => void
  },
) {
  const client = useQueryClient()
  return useMutation<Order, Error, Move, () => void>({
    mutationFn: ({ order, to, fields }) => moveOrder(order, to, fields),
    onMutate: async (move) => {
      await client.cancelQueries({ queryKey: ['order', 'board'] })
      return moveInCache(client, filter, move)
    },
    onError: (error, move, putBack) => {
      putBack?.()
      told.onRefused(error, move)
    },
    onSuccess: (order, move) => told.onMoved(order, move),
    onSettled: () => client.invalidateQueries({ queryKey: ['order'] }),
  })
}

/** @returns what puts everything back */
function moveInCache(client: QueryClient, filter: OrderFilter, { order, to }: Move): () => void {
  const keys = [columnKey(order.stage, filter), columnKey(to, filter)] as const
  const before = keys.map((key) => client.getQueryData<Pages>(key))
  const counts = client.getQueryData<Stages>(stagesKey)
  const moved: OrderSummary = { ...order, stage: to }
  client.setQueryData<Pages>(keys[0], (data) => data && without(data, order.id))
  client.setQueryData<Pages>(keys[1], (data) => data && withFirst(without(data, order.id), moved))
  client.setQueryData<Stages>(stagesKey, (data) => data && counted(data, order.stage, to))
  return () => {
    keys.forEach((key, index) => client.setQueryData(key, before[index]))
    client.setQueryData(stagesKey, counts)
  }
}

function without(data: Pages, id: string): Pages {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== id),
  }))
  return { ...data, pages }
}

function withFirst(data: Pages, order: OrderSummary): Pages {
  const [first, ...rest] = data.pages
  if (!first) return data
  return { ...data, pages: [{ ...first, items: [order, ...first.items] }, ...rest] }
}

function counted(data: Stages, from: OrderStage, to: OrderStage): Stages {
  const change = (stage: OrderStage) => (stage === to ? 1 : stage === from ? -1 : 0)
  return {
    ...data,
    items: data.items.map((item) => ({ ...item, orders: item.orders + change(item.stage) })),
  }
}

'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Item, pages } from '#client/pages.ts'
import { api, once, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import type { SendOrder, TransitionOrder } from '#shared/schemas/order-moves.ts'
import type * as z from 'zod'

export type Order = Taken<(typeof api.orders)[':id']['$get']>
export type OrderLine = Order['lines'][number]
export type OrderSummary = Item<typeof api.orders.$get>
export type HistoryEntry = Item<(typeof api.orders)[':id']['history']['$get']>
export type Receipt = Item<(typeof api.orders)[':id']['receipts']['$get']>
export type Payment = Item<typeof api.payments.$get>

const MOST = '100'
/** A mail that waits goes out within seconds, and no event tells of it. */
const MAIL_LOOK_MS = 5_000

export const orderKey = (id: string) => ['order', 'one', id] as const
export const stagesKey = ['order', 'stages'] as const

export function useOrder(id: string) {
  return useQuery<Order, ApiProblem>({
    queryKey: orderKey(id),
    queryFn: () => take(api.orders[':id'].$get({ param: { id } })),
    placeholderData: undefined,
    refetchInterval: ({ state }) =>
      state.data?.lastMail?.state === 'queued' ? MAIL_LOOK_MS : false,
  })
}

/** How many orders are in each stage. */
export function useStages() {
  return useQuery({
    queryKey: stagesKey,
    queryFn: () => take(api.orders.stages.$get()),
  })
}

/** What happened to an order, from the first to the last. */
export function useHistory(id: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: ['history', id],
    enabled,
    placeholderData: undefined,
    queryFn: async () => {
      const entries: HistoryEntry[] = []
      const history = api.orders[':id'].history.$get
      for await (const { items } of pages(history, { param: { id } })) entries.push(...items)
      return entries
    },
  })
}

export function useReceipts(id: string) {
  return useQuery({
    queryKey: ['order', 'receipts', id],
    placeholderData: undefined,
    queryFn: () => take(api.orders[':id'].receipts.$get({ param: { id }, query: { limit: MOST } })),
  })
}

export function usePayments(orderId: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: ['payment', 'of-order', orderId],
    enabled,
    placeholderData: undefined,
    queryFn: () => take(api.payments.$get({ query: { orderId, limit: MOST } })),
  })
}

/** What may be given with a move, as the API takes it. */
export type MoveFields = Omit<z.input<typeof TransitionOrder>, 'stage' | 'version'>

/** What may be given when an order is mailed, as the API takes it. */
export type SendFields = Omit<z.input<typeof SendOrder>, 'version'>

/** Moves an order to a stage: on, or one step back with a reason. */
export function moveOrder(
  { id, version }: Pick<Order, 'id' | 'version'>,
  stage: PipelineStage,
  fields: MoveFields = {},
): Promise<Order> {
  const json = { stage, version, ...fields }
  return take(api.orders[':id'].transition.$post({ param: { id }, json }, once()))
}

/** Shows what a write answered, and makes what hangs on the order load anew. */
export function useOrderChanged(): (order: Order) => void {
  const client = useQueryClient()
  return (order) => {
    client.setQueryData(orderKey(order.id), order)
    for (const name of ['order', 'history', 'payment']) {
      void client.invalidateQueries({ queryKey: [name] })
    }
  }
}

/** Puts an order on hold, or releases it. */
export function setHold(
  { id, version }: Pick<Order, 'id' | 'version'>,
  onHold: boolean,
  reason?: string,
): Promise<Order> {
  const json = { onHold, version, ...(reason && { reason }) }
  return take(api.orders[':id'].hold.$post({ param: { id }, json }, once()))
}

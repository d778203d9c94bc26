'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { actionsIn } from '#shared/domain/orders/transitions.ts'
import { pipeline } from '#shared/domain/orders/stages.ts'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { orRemembered } from '#web/lib/offline/remembered.ts'

export type Order = Taken<(typeof api.orders)[':id']['$get']>
export type OrderLine = Order['lines'][number]
export type OrderSummary = Taken<(typeof api.orders)['$get']>['items'][number]
export type Received = Taken<(typeof api.inventory.receive)['$post']>

const MOST = '100'

/** The stages whose orders can be received, the nearest to the door first. */
export const receivableStages = pipeline
  .filter((stage) => actionsIn[stage].includes('receive'))
  .toReversed()

/** The orders that goods can come of; only those with a product, where one is named. */
export function useReceivable(q: string, productId: string) {
  return useQueries({
    queries: receivableStages.map((stage) => ({
      queryKey: ['order', 'receivable', stage, q, productId],
      queryFn: () => {
        const query = {
          stage,
          sort: 'dueOn' as const,
          limit: MOST,
          ...(q && { q }),
          ...(productId && { productId }),
        }
        const load = () => take(api.orders.$get({ query }))
        // Without a connection the list is the last one that was not narrowed.
        return q || productId ? load() : orRemembered(`receivable-${stage}`, load)
      },
    })),
    combine: (results) => ({
      orders: results.flatMap(({ data }) => data?.items ?? []),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      refetch: () => {
        for (const result of results) void result.refetch()
      },
    }),
  })
}

export function useReceivedOrder(id: string) {
  return useQuery<Order, ApiProblem>({
    queryKey: ['order', 'one', id],
    placeholderData: undefined,
    queryFn: () =>
      orRemembered(`order-${id}`, () => take(api.orders[':id'].$get({ param: { id } }))),
  })
}

import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'

export type Movement = Taken<(typeof api.inventory.movements)['$get']>['items'][number]

const PAGE = '100'

/** How the stock of a product moved, newest first. */
export function useMovements(productId: string) {
  return useList(['movement', 'of', productId], (cursor, signal) =>
    take(
      api.inventory.movements.$get(
        { query: { productId, limit: PAGE, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
}

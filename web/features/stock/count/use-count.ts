import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, once, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useList } from '#web/lib/api/use-list.ts'

export type Count = Taken<(typeof api.inventory.counts)[':id']['$get']>
export type CountLine = Count['lines'][number]
export type LinesShown = 'all' | 'counted' | 'uncounted' | 'different'

const PAGE = '60'

export function useCount(id: string) {
  return useQuery<Count, ApiProblem>({
    queryKey: ['count', id],
    queryFn: ({ signal }) =>
      take(api.inventory.counts[':id'].$get({ param: { id } }, { init: { signal } })),
  })
}

export function useCountLines(id: string, shown: LinesShown) {
  const only = shown === 'all' ? {} : { only: shown }
  return useList<CountLine>(['count', id, 'lines', shown], (cursor, signal) =>
    take(
      api.inventory.counts[':id'].lines.$get(
        { param: { id }, query: { limit: PAGE, ...only, ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
}

export interface Figure {
  productId: string
  /** What was there; null takes the figure back. */
  counted: string | null
  /** A second figure, which wins over the first. */
  recount: boolean
}

/** Writes a figure down. Several people may count at once, so nobody's version is asked for. */
export function useRecord(id: string) {
  const client = useQueryClient()
  return useMutation<Count, ApiProblem, Figure>({
    mutationFn: ({ productId, counted, recount }) =>
      take(
        api.inventory.counts[':id'].lines.$patch({
          param: { id },
          json: { lines: [{ productId, counted }], recount },
        }),
      ),
    onSuccess: ({ lines: _, ...count }) => {
      // At once, because posting sends the version that is shown.
      client.setQueryData<Count>(['count', id], (known) => known && { ...known, ...count })
      void client.invalidateQueries({ queryKey: ['count'] })
    },
  })
}

/** Sets the stock right by what was counted. */
export function usePost({ id, version }: Count) {
  const client = useQueryClient()
  return useMutation<unknown, ApiProblem, { skipUncounted: boolean }>({
    mutationFn: ({ skipUncounted }) =>
      take(
        api.inventory.counts[':id'].post.$post(
          { param: { id }, json: { skipUncounted, version } },
          once(`post-${id}-${version}-${skipUncounted}`),
        ),
      ),
    onSuccess: () => {
      for (const key of ['count', 'inventory', 'product', 'movement', 'stock', 'report']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
    },
    // Somebody counted meanwhile: what is shown is looked at again before it is posted.
    onError: () => void client.invalidateQueries({ queryKey: ['count'] }),
  })
}

/** Ends a count; the stock stays as it is. */
export function useCancel({ id, version }: Count) {
  const client = useQueryClient()
  return useMutation<unknown, ApiProblem>({
    mutationFn: () =>
      take(
        api.inventory.counts[':id'].cancel.$post(
          { param: { id }, json: { version } },
          once(`cancel-${id}-${version}`),
        ),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['count'] }),
  })
}

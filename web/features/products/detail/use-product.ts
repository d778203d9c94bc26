import { useQuery } from '@tanstack/react-query'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'

export type Product = Taken<(typeof api.products)[':id']['$get']>

export function useProduct(id: string) {
  return useQuery<Product, ApiProblem>({
    queryKey: ['product', 'one', id],
    queryFn: ({ signal }) =>
      take(api.products[':id'].$get({ param: { id } }, { init: { signal } })),
    // Another product is no stand-in for this one.
    placeholderData: undefined,
  })
}

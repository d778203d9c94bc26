import { useQuery } from '@tanstack/react-query'
import { api, take } from '#web/lib/api/client.ts'
import type { PickedProduct } from '#web/components/pickers/pick-product.tsx'

/** What the dialogs need to know of a product; that of any list will do. */
export type StockedProduct = Pick<PickedProduct, 'id' | 'sku' | 'name' | 'unit'>

/** What there is of a product, by location. */
export function useProductStock(productId: string) {
  return useQuery({
    queryKey: ['inventory', 'of', productId],
    queryFn: ({ signal }) =>
      take(api.inventory[':productId'].$get({ param: { productId } }, { init: { signal } })),
  })
}

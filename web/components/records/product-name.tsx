'use client'

import { useQuery } from '@tanstack/react-query'
import { Link } from '#web/components/ui/link.tsx'
import { api, take } from '#web/lib/api/client.ts'

const RARELY_MS = 5 * 60_000

/** The name and the SKU of a product where only its id is known, such as in a list of movements. */
export function ProductName({ id, withSku = false }: { id: string; withSku?: boolean }) {
  const { data, isError } = useQuery({
    queryKey: ['product', 'one', id],
    queryFn: ({ signal }) =>
      take(api.products[':id'].$get({ param: { id } }, { init: { signal } })),
    staleTime: RARELY_MS,
  })
  // A deleted product has no page, but its movements stay.
  if (isError) return <bdi dir="ltr">{id}</bdi>
  return (
    <Link href={`/products/${id}`} title={data?.name} className="hover:underline">
      {data?.name ?? '…'}
      {withSku && data && (
        <bdi dir="ltr" className="ms-2 text-xs text-muted">
          {data.sku}
        </bdi>
      )}
    </Link>
  )
}

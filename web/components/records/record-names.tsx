'use client'

import { useQuery } from '@tanstack/react-query'
import { Link } from '#web/components/ui/link.tsx'
import { api, take } from '#web/lib/api/client.ts'

const MANY = '100'
const RARELY_MS = 5 * 60_000

/** Names of the first hundred suppliers in one request; the others are asked for one by one. */
export function useSupplierName(id: string): string | undefined {
  const many = useQuery({
    queryKey: ['supplier', 'names'],
    queryFn: ({ signal }) =>
      take(api.suppliers.$get({ query: { limit: MANY } }, { init: { signal } })),
    staleTime: RARELY_MS,
  })
  const found = many.data?.items.find((supplier) => supplier.id === id)
  const one = useQuery({
    queryKey: ['supplier', 'one', id],
    queryFn: ({ signal }) =>
      take(api.suppliers[':id'].$get({ param: { id } }, { init: { signal } })),
    staleTime: RARELY_MS,
    enabled: id !== '' && many.data !== undefined && !found,
  })
  return (found ?? one.data)?.name
}

export function useOrderNumber(id: string): string | undefined {
  const many = useQuery({
    queryKey: ['order', 'numbers'],
    queryFn: ({ signal }) =>
      take(api.orders.$get({ query: { limit: MANY } }, { init: { signal } })),
    staleTime: RARELY_MS,
  })
  const found = many.data?.items.find((order) => order.id === id)
  const one = useQuery({
    queryKey: ['order', 'one', id],
    queryFn: ({ signal }) => take(api.orders[':id'].$get({ param: { id } }, { init: { signal } })),
    staleTime: RARELY_MS,
    enabled: many.data !== undefined && !found,
  })
  return (found ?? one.data)?.number
}

/** The name of a supplier where only its id is known. */
export function SupplierName({ id, link = false }: { id: string; link?: boolean }) {
  const name = useSupplierName(id) ?? '…'
  if (!link) return name
  return (
    <Link href={`/suppliers/${id}`} className="text-accent hover:underline">
      {name}
    </Link>
  )
}

/** The number of an order where only its id is known. */
export function OrderNumber({ id, link = false }: { id: string; link?: boolean }) {
  const number = <bdi dir="ltr">{useOrderNumber(id) ?? '…'}</bdi>
  if (!link) return number
  return (
    <Link href={`/orders/${id}`} className="text-accent hover:underline">
      {number}
    </Link>
  )
}

/** The name of a product where only its id is known. */
export function ProductName({ id, link = false }: { id: string; link?: boolean }) {
  const { data } = useQuery({
    queryKey: ['product', 'one', id],
    queryFn: ({ signal }) =>
      take(api.products[':id'].$get({ param: { id } }, { init: { signal } })),
    staleTime: RARELY_MS,
    retry: false,
  })
  const name = data?.name ?? '…'
  if (!link) return name
  return (
    <Link href={`/products/${id}`} className="text-accent hover:underline">
      {name}
    </Link>
  )
}

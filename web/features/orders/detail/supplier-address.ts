import { useQuery } from '@tanstack/react-query'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import type { Order } from '../order-data.ts'

/** Where mails to the supplier go: to its own address, else to the first contact that has one. */
export function useSupplierAddress({ supplierId }: Pick<Order, 'supplierId'>): string | undefined {
  const can = useCan()
  const { data: supplier } = useQuery({
    queryKey: ['supplier', supplierId],
    enabled: can('suppliers:read'),
    queryFn: () => take(api.suppliers[':id'].$get({ param: { id: supplierId } })),
  })
  const { email, contacts = [] } = supplier ?? {}
  return email ?? contacts.find((contact) => contact.email !== null)?.email ?? undefined
}

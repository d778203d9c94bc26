import type { api, Taken } from '#web/lib/api/client.ts'

export type Supplier = Taken<(typeof api.suppliers)[':id']['$get']>
export type Contact = Supplier['contacts'][number]

/** The key of one supplier; record names elsewhere read it too. */
export const supplierKey = (id: string) => ['supplier', 'one', id] as const

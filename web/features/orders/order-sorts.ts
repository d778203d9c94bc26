import type { ListOrders } from '#shared/schemas/orders.ts'

/** What the table of orders can be sorted by. */
export const orderSorts = [
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'dueOn',
  '-dueOn',
] as const satisfies readonly ListOrders['sort'][]

/** What lists can be sorted by; with `-` in front from the last to the first. */
export const productSorts = [
  'name',
  '-name',
  'sku',
  '-sku',
  'price',
  '-price',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
] as const

export const orderSorts = [
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'dueOn',
  '-dueOn',
] as const

export const paymentSorts = ['dueOn', '-dueOn', 'createdAt', '-createdAt'] as const

export const supplierSorts = ['name', '-name', 'createdAt', '-createdAt'] as const

export const inventorySorts = ['name', '-name', 'sku', '-sku'] as const

export const alertSorts = ['-openedAt', '-severity'] as const

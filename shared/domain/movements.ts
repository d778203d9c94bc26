/** Why goods moved; the sign of the quantity follows from it, except for the last three. */
export const movementKinds = [
  'receipt',
  'sale',
  'return',
  'transfer_in',
  'transfer_out',
  'adjustment',
  'count',
  'reversal',
] as const
export type MovementKind = (typeof movementKinds)[number]

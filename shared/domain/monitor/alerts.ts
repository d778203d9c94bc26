/** What an alert warns of. */
export const alertKinds = [
  'stockout',
  'low_stock',
  'out_of_stock',
  'over_stock',
  'late_order',
] as const
export type AlertKind = (typeof alertKinds)[number]

export const alertStates = ['open', 'acknowledged', 'snoozed', 'resolved'] as const
export type AlertState = (typeof alertStates)[number]

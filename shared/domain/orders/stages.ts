/** The stages of a purchase order in their order, and `cancelled`, which lies outside it. */
export const orderStages = [
  'draft',
  'pending_approval',
  'approved',
  'ordered',
  'confirmed',
  'in_production',
  'shipped',
  'customs',
  'received',
  'completed',
  'cancelled',
] as const
export type OrderStage = (typeof orderStages)[number]

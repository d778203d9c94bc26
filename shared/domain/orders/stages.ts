/** The ten stages that an order goes through. */
export const pipeline = [
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
] as const
export type PipelineStage = (typeof pipeline)[number]

/** The stages of a purchase order in their order, and `cancelled`, which lies outside it. */
export const orderStages = [...pipeline, 'cancelled'] as const
export type OrderStage = (typeof orderStages)[number]

/** Whether the order has come as far as the stage; a cancelled one is nowhere. */
export function hasReached(stage: OrderStage, milestone: PipelineStage): boolean {
  const order: readonly OrderStage[] = pipeline
  return order.indexOf(stage) >= order.indexOf(milestone)
}

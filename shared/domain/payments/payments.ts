export const paymentTypes = [
  'deposit',
  'progress',
  'balance',
  'full',
  'freight',
  'duty_tax',
  'fee',
  'other',
  'refund',
  'credit',
] as const
export type PaymentType = (typeof paymentTypes)[number]

export const paymentStatuses = [
  'planned',
  'approved',
  'sent',
  'paid',
  'failed',
  'cancelled',
  'refunded',
] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

/** What a due date can wait for. */
export const paymentTriggers = ['order', 'confirmation', 'shipment', 'arrival', 'receipt'] as const
export type PaymentTrigger = (typeof paymentTriggers)[number]

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

/** Types that settle the total of an order; freight, duty and fees are costs beside it. */
export const goodsTypes = [
  'deposit',
  'progress',
  'balance',
  'full',
  'other',
  'credit',
] as const satisfies readonly PaymentType[]

/** Costs of an order that its total does not hold. */
export const costTypes = ['freight', 'duty_tax', 'fee'] as const satisfies readonly PaymentType[]

/** What somebody pays to us or lets us off, so that nobody has to approve it. */
export const incomingTypes = ['refund', 'credit'] as const satisfies readonly PaymentType[]

/** Still to be paid: also one that failed, because the debt is still there. */
export const openStatuses = [
  'planned',
  'approved',
  'sent',
  'failed',
] as const satisfies readonly PaymentStatus[]

export function isForGoods(type: PaymentType): boolean {
  return isOneOf(goodsTypes, type)
}

export function isCost(type: PaymentType): boolean {
  return isOneOf(costTypes, type)
}

export function isIncoming(type: PaymentType): boolean {
  return isOneOf(incomingTypes, type)
}

export function isOpen(status: PaymentStatus): boolean {
  return isOneOf(openStatuses, status)
}

/** Whether a payment should have been paid before today. */
export function isOverdue(
  payment: { status: PaymentStatus; dueOn: string | null },
  today: string,
): boolean {
  return isOpen(payment.status) && payment.dueOn !== null && payment.dueOn < today
}

function isOneOf(list: readonly string[], value: string): boolean {
  return list.some((item) => item === value)
}

import { addDays, daysBetween } from '../days.ts'
import { type OrderStage, orderStages } from '../orders/stages.ts'
import type { PaymentTrigger, PaymentType } from './payments.ts'
import { shareOf } from './share.ts'
import { type Instalment, parseTerms, type Terms } from './terms.ts'

/** An instalment with its amount in 1/10,000 of the order's currency. */
export interface PlannedInstalment extends Instalment {
  amount: number
}

/** What was recorded for the goods already, or is going to be, beside the plan itself. */
export interface Recorded {
  type: PaymentType
  /** Less what was refunded of it. */
  amount: number
}

const ALL_PERCENT = 100_000

/**
 * Splits a total by the terms. Each part is rounded to the currency's digits and the rest goes to
 * the last one, so that the amounts add up to exactly the total; parts of nothing are left out.
 */
export function splitTotal(total: number, currency: string, terms: Terms): PlannedInstalment[] {
  let rest = total
  const last = terms.instalments.length - 1
  const parts = terms.instalments.map((instalment, index) => {
    const share = shareOf(total, instalment.percent, ALL_PERCENT, currency)
    // Half up may take more than there is when the total is a few of the smallest coins.
    const amount = index === last ? rest : Math.min(rest, share)
    rest -= amount
    return { ...instalment, amount }
  })
  return parts.filter(({ amount }) => amount > 0)
}

/**
 * What of a plan is still to be planned when other payments for the goods are recorded. They use up
 * instalments of their own type first, then the earliest ones; credit uses up the last ones.
 */
export function remainingPlan(
  plan: readonly PlannedInstalment[],
  recorded: readonly Recorded[],
): PlannedInstalment[] {
  const left = plan.map((instalment) => ({ ...instalment }))
  const use = (amount: number, parts: readonly PlannedInstalment[]): number => {
    let unused = amount
    for (const part of parts) {
      const used = Math.min(part.amount, unused)
      part.amount -= used
      unused -= used
    }
    return unused
  }
  const others = recorded
    .filter(({ type }) => type !== 'credit')
    .map(({ type, amount }) => {
      const own = left.filter((part) => part.type === type)
      return use(amount, own)
    })
  for (const unused of others) use(unused, left)
  const credits = recorded.filter(({ type }) => type === 'credit')
  for (const { amount } of credits) use(amount, left.toReversed())
  return left.filter(({ amount }) => amount > 0)
}

/** What must be paid of an order before its production, or its shipment, may begin; 0 for nothing. */
export function mustBePaidBefore(
  step: 'production' | 'shipment',
  order: { total: number; currency: string; terms: string | null },
): number {
  const plan = splitTotal(order.total, order.currency, parseTerms(order.terms))
  const last = plan.findLastIndex(({ holds }) => holds === step)
  return plan.slice(0, last + 1).reduce((sum, { amount }) => sum + amount, 0)
}

/** The stage in which the event has happened; later stages included. */
const stageOf: Readonly<Record<PaymentTrigger, OrderStage>> = {
  order: 'ordered',
  confirmation: 'confirmed',
  shipment: 'shipped',
  arrival: 'customs',
  receipt: 'received',
}

/** Whether an order that is in this stage has the event behind it. */
export function hasHappened(trigger: PaymentTrigger, stage: OrderStage): boolean {
  if (stage === 'cancelled') return false
  return orderStages.indexOf(stage) >= orderStages.indexOf(stageOf[trigger])
}

const LAST_DAY = '9999-12-31'

/** The day so many days after another, but none beyond the last that can be written. */
export function dueAfter(day: string, days: number): string {
  return daysBetween(day, LAST_DAY) < days ? LAST_DAY : addDays(day, days)
}

import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { dayIn } from '../../domain/days.ts'
import { roundToCurrency } from '../../domain/money.ts'
import { type RecordedField, recordedFields, stageRules } from '../../domain/orders/requirements.ts'
import type { PipelineStage } from '../../domain/orders/stages.ts'
import type { PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import type { AdvanceOrder } from '../../schemas/order-moves.ts'
import { noteTrigger, planPayments } from '../payments/for-orders.ts'
import { eventDays } from './event-days.ts'
import type { LoadedOrder } from './load.ts'
import { orderRecord } from './record.ts'
import { SYSTEM_NAME } from './save.ts'

/** What is given with a move, and how it comes about. */
export type MoveInput = Omit<AdvanceOrder, 'version'> & {
  /** How the order was sent; `marked` unless a mail of ours did it. */
  sentBy?: 'mail' | undefined
}

interface Entry {
  stage: PipelineStage
  input: MoveInput
  /** The order stays in it; else it only passes. */
  isTarget: boolean
  /** The rules approve it, nobody in person. */
  isAutomatic: boolean
}

/** The columns that a move into a stage changes. */
export function enteringChanges(
  ctx: Ctx,
  { order, settings }: LoadedOrder,
  { stage, input, isTarget, isAutomatic }: Entry,
): Partial<PurchaseOrderRow> {
  const at = ctx.now().toISOString()
  const moved = { stage, stageSince: at }
  switch (stage) {
    case 'draft':
    case 'received':
      return moved
    case 'pending_approval':
      return { ...moved, submittedTotal: order.total }
    case 'approved':
      return { ...moved, approvedTotal: order.total, ...approver(ctx, isAutomatic) }
    case 'ordered':
      // The first time counts, also for an order that was amended and approved again.
      return {
        ...moved,
        sentAt: input.sentAt ?? order.sentAt ?? at,
        sentBy: order.sentBy ?? input.sentBy ?? 'marked',
      }
    case 'confirmed':
      return { ...moved, ...given(input, ['supplierReference', 'promisedOn']) }
    case 'in_production':
      return { ...moved, ...given(input, ['readyOn']) }
    case 'shipped':
      return { ...moved, ...given(input, ['carrier', 'tracking', 'etaOn']) }
    case 'customs': {
      const today = isTarget ? dayIn(settings.timeZone, ctx.now()) : null
      const arrivedOn = input.arrivedOn ?? order.arrivedOn ?? today
      const { duty } = input
      return {
        ...moved,
        ...(arrivedOn !== null && { arrivedOn }),
        ...given(input, ['customsEntry']),
        ...(duty !== undefined && { duty: roundToCurrency(duty, settings.currency) }),
      }
    }
    case 'completed':
      return {
        ...moved,
        closingNote: input.closingNote ?? input.note ?? null,
        unpaidWaived: input.waiveUnpaid ? 1 : 0,
      }
  }
}

function approver({ actor }: Ctx, isAutomatic: boolean) {
  return isAutomatic
    ? { approvedById: null, approvedByName: SYSTEM_NAME }
    : { approvedById: actor.userId, approvedByName: actor.name }
}

/** Those of the fields that the caller gave. */
function given<Field extends keyof MoveInput>(
  input: MoveInput,
  fields: readonly Field[],
): Partial<Pick<MoveInput, Field>> {
  const set: Partial<Pick<MoveInput, Field>> = {}
  for (const field of fields) if (input[field] !== undefined) set[field] = input[field]
  return set
}

/** Tells the payments of the order that it came into a stage. */
export async function tellPayments(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  loaded: LoadedOrder,
  stage: PipelineStage,
): Promise<void> {
  const { order } = loaded
  const days = eventDays(ctx, loaded)
  if (stage === 'confirmed') await planPayments(ctx, tx, audit, order, days)
  const { trigger } = stageRules[stage]
  if (trigger === null) return
  await noteTrigger(ctx, tx, audit, order, trigger, days[trigger] ?? days.today)
}

/** What the history shows of a move into a stage: what was recorded with it. */
export function recordedDetails(
  { order, settings }: LoadedOrder,
  stage: PipelineStage,
  input: MoveInput,
): Record<string, unknown> {
  const shown = orderRecord(order, settings.currency)
  switch (stage) {
    case 'pending_approval':
      return { total: shown.total }
    case 'approved':
      return { approvedTotal: shown.approvedTotal, approvedBy: shown.approvedBy }
    case 'ordered': {
      const { sentAt, sentBy, documentVersion, exchangeRate } = shown
      return { sentAt, sentBy, documentVersion, exchangeRate }
    }
    case 'completed':
      return shown.unpaidWaived ? { unpaidWaived: true } : {}
    default: {
      const values: Readonly<Record<string, unknown>> = shown
      const fields = stageRules[stage].records.filter((field) => input[field] !== undefined)
      return Object.fromEntries(fields.map((field) => [field, values[field]]))
    }
  }
}

/** The fields that the caller gave of those that a move records. */
export function givenFields(input: MoveInput): RecordedField[] {
  return recordedFields.filter((field) => input[field] !== undefined)
}

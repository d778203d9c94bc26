import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { misplacedFields, stageRecording, stageRules } from '../../domain/orders/requirements.ts'
import type { OrderStage, PipelineStage } from '../../domain/orders/stages.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import { invalid, InvalidError } from '../../errors.ts'
import type { PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import { requireSoundRate } from './draft.ts'
import {
  enteringChanges,
  givenFields,
  type MoveInput,
  recordedDetails,
  tellPayments,
} from './enter-stage.ts'
import { approvalRuling, requireGate } from './gates.ts'
import { type LoadedOrder, stateOf } from './load.ts'
import { orderRecord } from './record.ts'
import { holdAsRead, type HistoryNote, noteHistory, saveOrder } from './save.ts'

/** How an order moves: which stages, what is given with it, and who asks for it. */
export interface Move {
  stages: readonly PipelineStage[]
  input: MoveInput
  /** The action in the audit log. */
  action: 'ADVANCE' | 'TRANSITION'
}

/**
 * Moves an order into the stages one after the other, the last one to stay. Each must be allowed,
 * with its gates and permission; each is written to the history. An order that needs no approval
 * in person goes from `pending_approval` straight on to `approved`.
 *
 * @throws AppError ILLEGAL_STATE when a gate is shut, FORBIDDEN, InvalidError for fields that none of
 *   the stages records
 */
export async function moveForward(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  loaded: LoadedOrder,
  { stages, input, action }: Move,
): Promise<PurchaseOrderRow> {
  requireAllowed(stateOf(loaded), 'advance')
  requireRecorded(input, stages)
  const before = loaded.order
  await holdAsRead(tx, before)
  const working = { ...loaded, order: withRate(ctx, loaded, input) }
  const todo = [...stages]
  const notes: HistoryNote[] = []
  for (let stage = todo.shift(); stage !== undefined; stage = todo.shift()) {
    await requireEntry(ctx, tx, working, stage, input)
    const isAutomatic = stage === 'approved' && (await approvesItself(ctx, tx, working))
    const note = await enter(ctx, tx, audit, working, {
      stage,
      input,
      isTarget: todo.length === 0,
      isAutomatic,
    })
    notes.push(note)
    const isLast = todo.length === 0 && stage === 'pending_approval'
    if (isLast && (await approvesItself(ctx, tx, working))) todo.push('approved')
  }
  const after = await saveOrder(ctx, tx, before, working.order)
  await noteHistory(ctx, tx, before.id, notes)
  const { currency } = loaded.settings
  audit.changed(
    action,
    'order',
    before.id,
    orderRecord(before, currency),
    orderRecord(after, currency),
  )
  return after
}

/** Brings the working copy into a stage, and the payments with it. */
export async function enter(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  working: LoadedOrder,
  entry: Parameters<typeof enteringChanges>[2],
): Promise<HistoryNote> {
  const { stage, input, isTarget, isAutomatic } = entry
  const fromStage: OrderStage = working.order.stage
  working.order = { ...working.order, ...enteringChanges(ctx, working, entry) }
  await tellPayments(ctx, tx, audit, working, stage)
  return {
    event: isTarget ? 'advanced' : 'passed',
    fromStage,
    toStage: stage,
    note: isTarget ? input.note : null,
    details: recordedDetails(working, stage, input),
    automatic: isAutomatic,
  }
}

async function requireEntry(
  ctx: Ctx,
  tx: Tx,
  working: LoadedOrder,
  stage: PipelineStage,
  { waiveUnpaid }: MoveInput,
): Promise<void> {
  const { gates, permission } = stageRules[stage]
  for (const gate of gates) await requireGate(ctx, tx, gate, working, { waiveUnpaid })
  // Its gate asks for the permission, where it takes a person.
  if (!gates.includes('approval')) authorize(ctx.actor, permission)
}

async function approvesItself(ctx: Ctx, tx: Tx, working: LoadedOrder): Promise<boolean> {
  return (await approvalRuling(ctx, tx, working)) === 'automatic'
}

/** The order at the rate that comes with the move: approvals before it look at it, too. */
function withRate(ctx: Ctx, loaded: LoadedOrder, input: MoveInput): PurchaseOrderRow {
  const { order, settings } = loaded
  if (input.sentAt !== undefined && input.sentAt > ctx.now().toISOString()) {
    throw invalid('sentAt', 'must not be in the future')
  }
  if (input.exchangeRate === undefined) return order
  requireSoundRate(input.exchangeRate, order.currency, settings.currency)
  return { ...order, exchangeRate: input.exchangeRate }
}

/** @throws InvalidError naming the fields that belong to other stages */
export function requireRecorded(input: MoveInput, stages: readonly PipelineStage[]): void {
  const misplaced = misplacedFields(givenFields(input), stages)
  if (misplaced.length === 0) return
  throw new InvalidError(
    misplaced.map((path) => ({
      path,
      message: `is recorded when an order moves into ${stageRecording(path) ?? ''}`,
      code: 'misplaced',
    })),
  )
}

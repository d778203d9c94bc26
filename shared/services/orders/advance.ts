import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { hasReceived } from '../../domain/orders/receipt-progress.ts'
import { hasReached, type PipelineStage } from '../../domain/orders/stages.ts'
import { requireAllowed, routeTo, stageAfter } from '../../domain/orders/transitions.ts'
import { invalid } from '../../errors.ts'
import { findLastOrderMail } from '../../repositories/purchase-order-mails.ts'
import type { PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import type { AdvanceOrder, TransitionOrder } from '../../schemas/order-moves.ts'
import type { Order } from '../../schemas/orders.ts'
import { takeBackEvents } from '../payments/for-orders.ts'
import { afterReceipt } from './advance-automatically.ts'
import { type LoadedOrder, loadOrder, stateOf } from './load.ts'
import { type Move, moveForward, requireRecorded } from './move.ts'
import { orderRecord } from './record.ts'
import { noteHistory, saveOrder } from './save.ts'
import { orderView } from './view.ts'

/**
 * Moves an order one stage on.
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it cannot move or a gate is
 *   shut, FORBIDDEN, InvalidError for fields that the next stage does not record
 */
export async function advanceOrder(ctx: Ctx, id: string, input: AdvanceOrder): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) => {
    const { version, ...given } = input
    const loaded = await loadOrder(tx, id, version)
    requireAllowed(stateOf(loaded), 'advance')
    const next = stageAfter(loaded.order.stage)
    if (next === undefined) throw new Error(`nothing follows ${loaded.order.stage}`)
    const move = { stages: [next], input: given, action: 'ADVANCE' } as const
    return moveOn(ctx, tx, audit, loaded, move)
  })
}

/**
 * Moves an order to a stage: on, over stages that are passed, or one step back with a reason.
 * @throws as `advanceOrder`, InvalidError without a reason for a step back
 */
export async function transitionOrder(
  ctx: Ctx,
  id: string,
  input: TransitionOrder,
): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) => {
    const { version, stage, reason, ...given } = input
    const loaded = await loadOrder(tx, id, version)
    const route = routeTo(loaded.order.stage, stage)
    if (route.direction === 'back') {
      requireRecorded(given, [])
      return orderView(ctx, tx, await moveBack(ctx, tx, audit, loaded, { stage, reason }))
    }
    const noted = { ...given, note: given.note ?? reason }
    const move = { stages: route.stages, input: noted, action: 'TRANSITION' } as const
    return moveOn(ctx, tx, audit, loaded, move)
  })
}

/** Goods that came before an amendment took the order back to its approval may be all of it. */
async function moveOn(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  loaded: LoadedOrder,
  move: Move,
): Promise<Order> {
  const after = await moveForward(ctx, tx, audit, loaded, move)
  if (!hasReceived(loaded.lines)) return orderView(ctx, tx, after)
  await afterReceipt(ctx, tx, audit, after.id)
  return orderView(ctx, tx, (await loadOrder(tx, after.id, undefined)).order)
}

async function moveBack(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  loaded: LoadedOrder,
  { stage, reason }: { stage: PipelineStage; reason: string | undefined },
): Promise<PurchaseOrderRow> {
  requireAllowed(stateOf(loaded), 'back')
  if (reason === undefined) throw invalid('reason', 'is needed to go back', 'required')
  const before = loaded.order
  const changes = {
    stage,
    stageSince: ctx.now().toISOString(),
    ...takenBack(stage),
    documentVersion: await versionBack(tx, before, stage),
  }
  const after = await saveOrder(ctx, tx, before, changes)
  await takeBackEvents(ctx, tx, audit, after)
  const step = { fromStage: before.stage, toStage: stage, note: reason }
  await noteHistory(ctx, tx, before.id, [{ event: 'back', ...step }])
  const { currency } = loaded.settings
  audit.changed(
    'TRANSITION',
    'order',
    before.id,
    orderRecord(before, currency),
    orderRecord(after, currency),
  )
  return after
}

/** What the supplier has by mail cannot be taken back: what is sent next is another version. */
async function versionBack(
  tx: Tx,
  { id, documentVersion }: PurchaseOrderRow,
  stage: PipelineStage,
): Promise<number> {
  if (hasReached(stage, 'ordered')) return documentVersion
  const mail = await findLastOrderMail(tx, id)
  return mail?.documentVersion === documentVersion ? documentVersion + 1 : documentVersion
}

const notSent = { sentAt: null, sentBy: null } as const
const notApproved = { approvedTotal: null, approvedById: null, approvedByName: null } as const
const notArrived = { arrivedOn: null } as const

/** What is not true any more of an order that is back in a stage. */
export function takenBack(stage: PipelineStage): Partial<PurchaseOrderRow> {
  if (hasReached(stage, 'ordered')) return notArrived
  if (stage === 'approved') return { ...notSent, ...notArrived }
  if (stage === 'pending_approval') return { ...notSent, ...notArrived, ...notApproved }
  return { ...notSent, ...notArrived, ...notApproved, submittedTotal: null }
}

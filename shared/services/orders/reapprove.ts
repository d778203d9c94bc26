import type { Ctx } from '../../context.ts'
import { outgrewApproval } from '../../domain/orders/approval.ts'
import type { PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import { companyValue, isApprovedByPerson } from './gates.ts'
import type { LoadedOrder } from './load.ts'
import { type HistoryNote, SYSTEM_NAME } from './save.ts'

/** What an amendment does to the approval of an order. */
export interface Reapproval {
  changes: Partial<PurchaseOrderRow>
  notes: HistoryNote[]
}

/**
 * The approval of an amended order: while it is submitted, the total of the submission follows; when
 * it outgrew what was approved, it approves itself up to the limit and goes back to
 * `pending_approval` above it. Undefined when the approval still holds.
 */
export function reapprove(ctx: Ctx, { order, settings }: LoadedOrder): Reapproval | undefined {
  if (order.stage === 'pending_approval') {
    return { changes: { submittedTotal: order.total }, notes: [] }
  }
  const limit = settings.approvalLimit
  const value = companyValue(order, settings)
  const approvedByPerson = isApprovedByPerson(order)
  if (!outgrewApproval({ ...order, approvedByPerson, value, limit })) return undefined
  if (limit !== null && value <= limit) {
    const approver = { approvedById: null, approvedByName: SYSTEM_NAME }
    return {
      changes: { approvedTotal: order.total, submittedTotal: order.total, ...approver },
      notes: [{ event: 'approved', automatic: true }],
    }
  }
  return {
    changes: {
      stage: 'pending_approval',
      stageSince: ctx.now().toISOString(),
      submittedTotal: order.total,
      approvedTotal: null,
      approvedById: null,
      approvedByName: null,
    },
    notes: [
      {
        event: 'back',
        fromStage: order.stage,
        toStage: 'pending_approval',
        note: 'worth more than was approved',
        automatic: true,
      },
    ],
  }
}

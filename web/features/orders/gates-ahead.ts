import { parseMoney } from '#shared/domain/money.ts'
import { type ApprovalRuling, ruleOnApproval } from '#shared/domain/orders/approval.ts'
import { inCompanyCurrency, parseRate } from '#shared/domain/orders/exchange.ts'
import { type Gate, stageRules } from '#shared/domain/orders/requirements.ts'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { mustBePaidBefore } from '#shared/domain/payments/plan.ts'
import { formatAmount } from '#shared/domain/money.ts'
import { costTypes, isOpen } from '#shared/domain/payments/payments.ts'
import type { Order, OrderSummary, Payment } from './order-data.ts'

/** A condition of the next stage: whether it holds, and the figures that say so. */
export type GateNote = { stage: PipelineStage; isOpen: boolean } & (
  | { gate: 'lines'; withoutCost: string[]; isEmpty: boolean }
  | { gate: 'approval'; ruling: ApprovalRuling; value: string; limit: string | null }
  | { gate: 'deposit' | 'balance'; required: string; paid: string }
  | { gate: 'receipts'; open: { sku: string; quantity: number }[] }
  | { gate: 'paid'; outstanding: string; costs: number }
)

/** Who looks, and what the company asks for. */
export interface Viewpoint {
  approvalLimit: string | null
  companyCurrency: string
  mayApprove: boolean
  /** Whether this person wrote the order or changed what it is worth. */
  isOwnWork: boolean
  payments: readonly Payment[]
}

/** What an order is worth in the company's currency, in 1/10,000. */
function companyValue(order: OrderSummary | Order, currency: string): number {
  return inCompanyCurrency(parseMoney(order.total), parseRate(order.exchangeRate), currency)
}

/** How this person can approve an order, by the same rule that the API follows. */
export function rulingOn(order: OrderSummary | Order, view: Viewpoint): ApprovalRuling {
  const { approvalLimit, companyCurrency, isOwnWork, mayApprove } = view
  return ruleOnApproval({
    value: companyValue(order, companyCurrency),
    limit: approvalLimit === null ? null : parseMoney(approvalLimit),
    isOwnWork,
    mayApprove,
  })
}

/** The conditions of moving an order into these stages, in their order; those always met are left out. */
export function gatesAhead(
  order: Order,
  stages: readonly PipelineStage[],
  view: Viewpoint,
): GateNote[] {
  return stages.flatMap((stage) =>
    stageRules[stage].gates.flatMap((gate) => {
      const note = gateNote(order, gate, view)
      return note ? [{ ...note, stage }] : []
    }),
  )
}

type Unstaged = GateNote extends infer Note
  ? Note extends GateNote
    ? Omit<Note, 'stage'>
    : never
  : never

function gateNote(order: Order, gate: Gate, view: Viewpoint): Unstaged | undefined {
  switch (gate) {
    case 'lines': {
      const ordered = order.lines.filter((line) => line.quantity > line.cancelledQuantity)
      const free = order.lines.filter(({ unitCost }) => parseMoney(unitCost) === 0)
      const isEmpty = ordered.length === 0
      const withoutCost = free.map(({ sku }) => sku)
      return { gate, isEmpty, withoutCost, isOpen: !isEmpty && withoutCost.length === 0 }
    }
    case 'approval': {
      const ruling = rulingOn(order, view)
      const value = formatAmount(companyValue(order, view.companyCurrency), view.companyCurrency)
      const isApproved = ruling === 'automatic' || ruling === 'person'
      return { gate, ruling, value, limit: view.approvalLimit, isOpen: isApproved }
    }
    case 'rate':
      return undefined
    case 'deposit':
    case 'balance':
      return paidNote(order, gate)
    case 'receipts': {
      const open = order.lines
        .filter(({ openQuantity }) => openQuantity > 0)
        .map(({ sku, openQuantity }) => ({ sku, quantity: openQuantity }))
      return { gate, open, isOpen: open.length === 0 }
    }
    case 'paid': {
      const costs = view.payments.filter(
        ({ type, status }) => costTypes.some((cost) => cost === type) && isOpen(status),
      ).length
      const { outstanding } = order
      return { gate, outstanding, costs, isOpen: parseMoney(outstanding) === 0 && costs === 0 }
    }
  }
}

function paidNote(order: Order, gate: 'deposit' | 'balance'): Unstaged | undefined {
  const { currency, terms, paid } = order
  const total = parseMoney(order.total)
  const step = gate === 'deposit' ? 'production' : 'shipment'
  const required = mustBePaidBefore(step, { total, currency, terms })
  if (required === 0) return undefined
  const isPaid = parseMoney(paid) >= required
  return { gate, required: formatAmount(required, currency), paid, isOpen: isPaid }
}

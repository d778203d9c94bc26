import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { formatAmount } from '../../domain/money.ts'
import {
  type ApprovalRuling,
  outgrewApproval,
  ruleOnApproval,
} from '../../domain/orders/approval.ts'
import { formatRate, inCompanyCurrency } from '../../domain/orders/exchange.ts'
import { openQuantity } from '../../domain/orders/receipt-progress.ts'
import type { Gate } from '../../domain/orders/requirements.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { AppError, invalid } from '../../errors.ts'
import { hasDone } from '../../repositories/purchase-order-history.ts'
import type { PurchaseOrderLineRow, PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import type { SettingsRow } from '../../repositories/settings.ts'
import {
  requireBalancePaid,
  requireDepositPaid,
  requireNothingUnpaid,
} from '../payments/for-orders.ts'
import type { LoadedOrder } from './load.ts'
import { SYSTEM_NAME } from './save.ts'

/** The lines that a refusal names. */
const NAMED_LINES = 20

/**
 * Checks what must hold before an order moves into a stage; the order as it would be then.
 * @throws AppError ILLEGAL_STATE naming the gate, FORBIDDEN for an approval that the actor cannot give
 */
export async function requireGate(
  ctx: Ctx,
  tx: Tx,
  gate: Gate,
  loaded: LoadedOrder,
  { waiveUnpaid = false }: { waiveUnpaid?: boolean | undefined } = {},
): Promise<void> {
  const { order, lines } = loaded
  switch (gate) {
    case 'lines':
      requireOrderable(lines)
      return
    case 'approval':
      await requireApproval(ctx, tx, loaded)
      return
    case 'rate':
      requireStillApproved(loaded)
      return
    case 'deposit':
      await requireDepositPaid(tx, order)
      return
    case 'balance':
      await requireBalancePaid(tx, order)
      return
    case 'receipts':
      requireSettled(lines)
      return
    case 'paid':
      if (!waiveUnpaid) await requireNothingUnpaid(tx, order)
  }
}

/** @throws AppError ILLEGAL_STATE unless something is ordered and every line has a cost */
export function requireOrderable(lines: readonly PurchaseOrderLineRow[]): void {
  if (!lines.some((line) => line.quantity > line.cancelledQuantity)) {
    throw new AppError('ILLEGAL_STATE', 'the order has no lines: add what shall be ordered', {
      gate: 'lines',
    })
  }
  const without = lines.filter((line) => line.unitCost === 0)
  if (without.length === 0) return
  const skus = without.slice(0, NAMED_LINES).map((line) => line.sku)
  throw new AppError(
    'ILLEGAL_STATE',
    `these lines have no unit cost: ${skus.join(', ')}; what is free is ordered with a discount of 100 %`,
    { gate: 'lines', lines: without.map(({ id, sku }) => ({ lineId: id, sku })) },
  )
}

/** @throws AppError ILLEGAL_STATE naming what is still to come */
function requireSettled(lines: readonly PurchaseOrderLineRow[]): void {
  const open = lines.filter((line) => openQuantity(line) > 0)
  if (open.length === 0) return
  const openLines = open.map((line) => ({
    lineId: line.id,
    sku: line.sku,
    openQuantity: quantityToNumber(openQuantity(line)),
  }))
  const named = openLines.slice(0, NAMED_LINES).map((line) => `${line.openQuantity} × ${line.sku}`)
  const more = open.length > NAMED_LINES ? ` and ${open.length - NAMED_LINES} more lines` : ''
  throw new AppError(
    'ILLEGAL_STATE',
    `still to come: ${named.join(', ')}${more}; receive it, or cancel what remains`,
    { gate: 'receipts', openLines },
  )
}

/**
 * What an order is worth in the company's currency.
 * @throws InvalidError when that is more than can be kept
 */
export function companyValue(order: PurchaseOrderRow, { currency }: SettingsRow): number {
  try {
    return inCompanyCurrency(order.total, order.exchangeRate, currency)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const total = `${formatAmount(order.total, order.currency)} ${order.currency}`
    const message = `of ${formatRate(order.exchangeRate)} makes more ${currency} of ${total} than can be kept: set a smaller one, or split the order`
    throw invalid('exchangeRate', message, 'too_large')
  }
}

/** How the order can be approved by this actor. */
export async function approvalRuling(
  ctx: Ctx,
  tx: Tx,
  { order, settings }: LoadedOrder,
): Promise<ApprovalRuling> {
  const limit = settings.approvalLimit
  return ruleOnApproval({
    value: companyValue(order, settings),
    limit,
    isOwnWork: limit !== null && (await isOwnWork(ctx, tx, order)),
    mayApprove: ctx.actor.permissions.has('orders:approve'),
  })
}

/** Whether the actor wrote the order, or changed what it is worth since. */
async function isOwnWork(ctx: Ctx, tx: Tx, order: PurchaseOrderRow): Promise<boolean> {
  const { userId } = ctx.actor
  if (userId === null) return false
  return hasDone(tx, order.id, userId, ['created', 'edited', 'amended'])
}

async function requireApproval(ctx: Ctx, tx: Tx, loaded: LoadedOrder): Promise<void> {
  const ruling = await approvalRuling(ctx, tx, loaded)
  if (ruling === 'permission') authorize(ctx.actor, 'orders:approve')
  if (ruling !== 'four_eyes') return
  throw new AppError(
    'FORBIDDEN',
    'an order above the approval limit is approved by somebody who did not write it',
    { gate: 'four_eyes', ...limitDetails(loaded) },
  )
}

/** Without a rate the order may have approved itself for less than it is worth. */
function requireStillApproved(loaded: LoadedOrder): void {
  const { order, settings } = loaded
  const value = companyValue(order, settings)
  const limit = settings.approvalLimit
  if (!outgrewApproval({ ...order, approvedByPerson: isApprovedByPerson(order), value, limit }))
    return
  throw new AppError(
    'ILLEGAL_STATE',
    'at this exchange rate the order is worth more than the approval limit: take it back, set the rate and submit it again',
    { gate: 'approval', ...limitDetails(loaded) },
  )
}

/** Whether somebody approved the order, not the rules. */
export function isApprovedByPerson(order: PurchaseOrderRow): boolean {
  return order.approvedById !== null || order.approvedByName !== SYSTEM_NAME
}

function limitDetails({ order, settings }: LoadedOrder) {
  const { currency, approvalLimit } = settings
  return {
    value: formatAmount(companyValue(order, settings), currency),
    limit: approvalLimit === null ? null : formatAmount(approvalLimit, currency),
    currency,
  }
}

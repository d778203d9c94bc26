import type { Tx } from '../../db/types.ts'
import { openQuantity } from '../../domain/orders/receipt-progress.ts'
import { acceptedQuantity, mostReceivable } from '../../domain/orders/receipts.ts'
import { isWhole, quantityToNumber } from '../../domain/quantity.ts'
import { ConflictError, InvalidError, type Issue } from '../../errors.ts'
import { addToLine, findProductUnits } from '../../repositories/goods-receipts.ts'
import type { PurchaseOrderLineRow, PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import { findSettings } from '../../repositories/settings.ts'
import type { Receive } from '../../schemas/receipts.ts'

/** What was delivered of a line, quantities in 1/1,000; the rejected quantity is a part of it. */
export interface Delivered {
  line: PurchaseOrderLineRow
  quantity: number
  rejectedQuantity: number
  rejectReason: string | null
  /** Where in the request it stands; empty when the request names no lines. */
  path: string
}

/** @throws InvalidError for lines that the order does not have, and for those named twice */
export function namedLines(
  lines: readonly PurchaseOrderLineRow[],
  named: NonNullable<Receive['lines']>,
): Delivered[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const seen = new Set<string>()
  const issues: Issue[] = []
  const delivered = named.flatMap(({ lineId, quantity, ...rest }, index) => {
    const path = `lines.${index}`
    const line = byId.get(lineId)
    if (!line || seen.has(lineId)) {
      const message = line ? 'is named twice' : `the order has no line ${lineId}`
      issues.push({ path: `${path}.lineId`, message, code: line ? 'too_many' : 'unknown' })
      return []
    }
    seen.add(lineId)
    const { rejectedQuantity = 0, rejectReason = null } = rest
    return [{ line, quantity, rejectedQuantity, rejectReason, path }]
  })
  if (issues.length > 0) throw new InvalidError(issues)
  return delivered
}

/** All that is still to come. @throws ConflictError when nothing is */
export function openLines(
  { id, number }: PurchaseOrderRow,
  lines: readonly PurchaseOrderLineRow[],
): Delivered[] {
  const open = lines.filter((line) => openQuantity(line) > 0)
  if (open.length === 0) {
    throw new ConflictError(`nothing of ${number} is open any more`, { orderId: id })
  }
  return open.map((line) => ({
    line,
    quantity: openQuantity(line),
    rejectedQuantity: 0,
    rejectReason: null,
    path: '',
  }))
}

/**
 * Counts deliveries on the lines of their order.
 *
 * @throws InvalidError for fractions of what is counted in whole units and for more than the numbers
 *   can hold, ConflictError naming every
 *   line of which more came than is open and tolerated
 */
export async function addDeliveries(
  tx: Tx,
  order: PurchaseOrderRow,
  delivered: readonly Delivered[],
): Promise<void> {
  await requireWholeUnits(tx, delivered)
  requireCountable(delivered)
  const { overReceiptTolerance: tolerance } = await findSettings(tx)
  const tooMany: Delivered[] = []
  for (const delivery of delivered) {
    const { line, rejectedQuantity: rejected } = delivery
    const received = acceptedQuantity(delivery)
    const most = mostReceivable(line, tolerance)
    if (!(await addToLine(tx, line.id, { received, rejected, most }))) tooMany.push(delivery)
  }
  if (tooMany.length > 0) throw overReceipt(order, tooMany, tolerance)
}

async function requireWholeUnits(tx: Tx, delivered: readonly Delivered[]): Promise<void> {
  const units = await findProductUnits(
    tx,
    delivered.map(({ line }) => line.productId),
  )
  const issues = delivered.flatMap(({ line, path, ...quantities }) => {
    if (units.get(line.productId)?.wholeUnits !== 1) return []
    return (['quantity', 'rejectedQuantity'] as const)
      .filter((name) => !isWhole(quantities[name]))
      .map((name) => ({
        path: path === '' ? 'orderId' : `${path}.${name}`,
        message: `${line.sku} is counted in whole units`,
        code: 'whole_units',
      }))
  })
  if (issues.length > 0) throw new InvalidError(issues)
}

/** What is rejected stays open, so that nothing else bounds it. */
function requireCountable(delivered: readonly Delivered[]): void {
  const issues = delivered
    .filter(
      ({ line, ...now }) => !Number.isSafeInteger(line.rejectedQuantity + now.rejectedQuantity),
    )
    .map(({ line, path }) => ({
      path: `${path}.rejectedQuantity`,
      message: `more of ${line.sku} would have been rejected than can be counted`,
      code: 'too_big',
    }))
  if (issues.length > 0) throw new InvalidError(issues)
}

function overReceipt(
  order: PurchaseOrderRow,
  tooMany: readonly Delivered[],
  tolerance: number,
): ConflictError {
  const lines = tooMany.map((delivery) => ({
    lineId: delivery.line.id,
    sku: delivery.line.sku,
    accepted: quantityToNumber(acceptedQuantity(delivery)),
    open: quantityToNumber(openQuantity(delivery.line)),
  }))
  const tolerancePercent = quantityToNumber(tolerance)
  const words = lines
    .slice(0, 3)
    .map(({ sku, accepted, open }) => `${accepted} of ${sku} are more than the ${open} open`)
  const more = lines.length > 3 ? ` (and ${lines.length - 3} more)` : ''
  return new ConflictError(
    `${words.join('; ')}${more}; the tolerance is ${tolerancePercent} % of what was ordered`,
    { orderId: order.id, tolerancePercent, lines },
  )
}

import type { Tx } from '../../db/types.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { AppError, InvalidError, type Issue } from '../../errors.ts'
import {
  findReceiptedLines,
  type OrderableProduct,
} from '../../repositories/purchase-order-products.ts'
import {
  deleteOrderLines,
  insertOrderLines,
  type PurchaseOrderLineRow,
  type PurchaseOrderRow,
  updateOrderLine,
} from '../../repositories/purchase-orders.ts'
import type { ChangedLine } from '../../schemas/orders.ts'
import {
  costIssue,
  defaultCost,
  type LineInput,
  newLines,
  productIssues,
  productsOf,
  totalOrIssue,
} from './lines.ts'
import { orderLineView } from './record.ts'

/** What a change does to the lines of an order. */
export interface LineChanges {
  /** All lines as they are afterwards, by position. */
  lines: PurchaseOrderLineRow[]
  added: PurchaseOrderLineRow[]
  changed: { before: PurchaseOrderLineRow; after: PurchaseOrderLineRow }[]
  removed: PurchaseOrderLineRow[]
}

/**
 * What has to be done to make the lines of an order those that the caller gives.
 * @param inputs undefined leaves them; their totals follow a new currency all the same
 * @throws InvalidError with every issue, AppError ILLEGAL_STATE for removing what was received, or
 *   for making another product of it
 */
export async function planLines(
  tx: Tx,
  order: PurchaseOrderRow,
  current: readonly PurchaseOrderLineRow[],
  inputs: readonly ChangedLine[] | undefined,
): Promise<LineChanges> {
  const given: readonly ChangedLine[] = inputs ?? current.map(({ id }) => ({ id }))
  const issues: Issue[] = []
  const named = given.flatMap(({ productId }) => (productId === undefined ? [] : { productId }))
  const products = await productsOf(tx, inputs ? [...current, ...named] : [])
  const kept = given.flatMap((input, index) =>
    input.id === undefined
      ? []
      : keptLine({ order, current, products, given, issues }, input, index),
  )
  const fresh = given.flatMap((input, index) =>
    input.id === undefined ? completeLine(input, index, issues) : [],
  )
  if (issues.length > 0) throw new InvalidError(issues)
  const added = await newLines(
    tx,
    order,
    fresh.map(({ line }) => line),
    {
      lastPosition: current.at(-1)?.position ?? 0,
      pathOf: (index) => `lines.${fresh[index]?.index ?? index}`,
    },
  )
  const keptIds = new Set(kept.map(({ after }) => after.id))
  const removed = current.filter((line) => !keptIds.has(line.id))
  const renamed = kept.filter(({ before, after }) => before.productId !== after.productId)
  await requireUnbound(tx, [...removed, ...renamed.map(({ before }) => before)])
  const lines = [...kept.map(({ after }) => after), ...added]
  lines.sort((a, b) => a.position - b.position)
  return { lines, added, removed, changed: kept.filter(isChanged) }
}

interface Plan {
  order: PurchaseOrderRow
  current: readonly PurchaseOrderLineRow[]
  products: ReadonlyMap<string, OrderableProduct>
  given: readonly ChangedLine[]
  issues: Issue[]
}

function keptLine(
  { order, current, products, given, issues }: Plan,
  input: ChangedLine,
  index: number,
): { before: PurchaseOrderLineRow; after: PurchaseOrderLineRow }[] {
  const path = `lines.${index}`
  const before = current.find((line) => line.id === input.id)
  if (!before) {
    const message = `there is no line ${input.id ?? ''} in this order`
    issues.push({ path: `${path}.id`, message, code: 'unknown' })
    return []
  }
  if (given.findIndex((other) => other.id === input.id) < index) {
    issues.push({ path: `${path}.id`, message: 'stands here twice', code: 'repeated' })
    return []
  }
  const { productId = before.productId, quantity = before.quantity } = input
  const { unitCost = before.unitCost, discountPercent = before.discountPercent } = input
  const after = { ...before, productId, quantity, unitCost, discountPercent }
  if (productId !== before.productId) {
    const product = products.get(productId)
    const { unitCost: cost = defaultCost(product, order.currency) } = input
    if (cost === undefined) issues.push(costIssue(path, product, order.currency))
    const { sku = '', name = '' } = product ?? {}
    // Why the product before was suggested is no reason for this one.
    Object.assign(after, { sku, name, unitCost: cost ?? 0, reason: null })
    if (order.stage !== 'draft') {
      const message = 'is fixed after the draft: remove the line and add another one'
      issues.push({ path: `${path}.productId`, message, code: 'fixed' })
    }
  }
  if (productId !== before.productId || quantity !== before.quantity) {
    issues.push(...productIssues(products.get(productId), after, path))
  }
  const least = before.receivedQuantity + before.cancelledQuantity
  if (quantity < least && quantity < before.quantity) {
    const message = `must be at least ${quantityToNumber(least)}: so much was received or cancelled`
    issues.push({ path: `${path}.quantity`, message, code: 'too_small' })
  }
  return [
    { before, after: { ...after, lineTotal: totalOrIssue(after, order.currency, path, issues) } },
  ]
}

/** A new line, which must name product and quantity. */
function completeLine(
  { productId, quantity, unitCost, discountPercent }: ChangedLine,
  index: number,
  issues: Issue[],
): { line: LineInput; index: number }[] {
  const path = `lines.${index}`
  const message = 'is required for a new line'
  if (productId === undefined) {
    issues.push({ path: `${path}.productId`, message, code: 'required' })
  }
  if (quantity === undefined) issues.push({ path: `${path}.quantity`, message, code: 'required' })
  if (productId === undefined || quantity === undefined) return []
  return [{ line: { productId, quantity, unitCost, discountPercent }, index }]
}

/** @throws AppError ILLEGAL_STATE naming lines that receipts or cancellations speak of */
async function requireUnbound(tx: Tx, lines: readonly PurchaseOrderLineRow[]): Promise<void> {
  const receipted = await findReceiptedLines(
    tx,
    lines.map((line) => line.id),
  )
  const bound = lines.filter((line) => receipted.has(line.id) || line.cancelledQuantity > 0)
  if (bound.length === 0) return
  throw new AppError(
    'ILLEGAL_STATE',
    `something was received or cancelled of ${bound.map((line) => line.sku).join(', ')}: cancel what remains of a line instead of removing it or changing its product`,
    { lines: bound.map(({ id, sku }) => ({ lineId: id, sku })) },
  )
}

const editable = ['productId', 'quantity', 'unitCost', 'discountPercent', 'lineTotal'] as const

function isChanged({ before, after }: LineChanges['changed'][number]): boolean {
  return editable.some((field) => before[field] !== after[field])
}

export function hasLineChanges({ added, changed, removed }: LineChanges): boolean {
  return added.length + changed.length + removed.length > 0
}

/** Writes the changes of the lines. */
export async function storeLines(tx: Tx, { added, changed, removed }: LineChanges): Promise<void> {
  await deleteOrderLines(
    tx,
    removed.map((line) => line.id),
  )
  for (const { after } of changed) {
    const { id, productId, sku, name, quantity, unitCost, discountPercent, lineTotal } = after
    const product = { productId, sku, name, reason: after.reason }
    await updateOrderLine(tx, id, { ...product, quantity, unitCost, discountPercent, lineTotal })
  }
  await insertOrderLines(tx, added)
}

/** The lines that changed, as they were and as they are, for history and audit log. */
export function shownChanges(
  { added, changed, removed }: LineChanges,
  oldCurrency: string,
  newCurrency: string,
) {
  return {
    old: [...removed, ...changed.map(({ before }) => before)].map((line) =>
      orderLineView(line, oldCurrency),
    ),
    new: [...changed.map(({ after }) => after), ...added].map((line) =>
      orderLineView(line, newCurrency),
    ),
  }
}

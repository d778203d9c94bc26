import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { addDays, dayIn } from '../../domain/days.ts'
import { formatAmount, formatPrice } from '../../domain/money.ts'
import { suggestOrder } from '../../domain/orders/suggestions.ts'
import { orderLineTotal, orderTotals } from '../../domain/orders/totals.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { AppError } from '../../errors.ts'
import {
  findLastUnitCosts,
  findOrderingSuppliers,
  findReorderNeeds,
  type OrderingSupplier,
  type ReorderNeed,
} from '../../repositories/reorder-needs.ts'
import { findSettings } from '../../repositories/settings.ts'
import { MAX_ORDER_LINES } from '../../schemas/orders.ts'
import type { SuggestedOrder, Suggestions } from '../../schemas/suggestions.ts'

/** How many products one run looks at. */
const MOST_NEEDS = 5_000
const MOST_SKIPPED = 1_000

interface SuggestedLine {
  productId: string
  sku: string
  name: string
  /** In 1/1,000. */
  quantity: number
  /** In 1/10,000 of the order's currency. */
  unitCost: number
  lineTotal: number
  reason: string
}

export interface SuggestedDraft {
  supplier: OrderingSupplier
  currency: string
  expectedOn: string | null
  lines: SuggestedLine[]
}

export interface SuggestionPlan {
  drafts: SuggestedDraft[]
  skipped: Suggestions['skipped']
  more: boolean
}

/** What to order now, of whom, and what cannot be ordered. */
export async function planSuggestions(
  ctx: Ctx,
  db: Db,
  supplierId: string | undefined,
): Promise<SuggestionPlan> {
  const settings = await findSettings(db)
  const found = await findReorderNeeds(db, { supplierId, orderable: true, limit: MOST_NEEDS + 1 })
  const bySupplier = groupBySupplier(found.slice(0, MOST_NEEDS))
  const suppliers = await findOrderingSuppliers(db, [...bySupplier.keys()])
  const today = dayIn(settings.timeZone, ctx.now())
  const plan: SuggestionPlan = { drafts: [], skipped: [], more: found.length > MOST_NEEDS }
  for (const [id, needs] of bySupplier) {
    const supplier = suppliers.get(id)
    if (!supplier) throw new Error(`products name supplier ${id}, which is not there`)
    const currency = supplier.currency ?? settings.currency
    const costs = await unitCosts(db, needs, supplier, currency)
    const lines = needs.flatMap((need) => {
      const line = suggestedLine(need, costs.get(need.id), currency)
      if ('quantity' in line) return [line]
      plan.skipped.push(line)
      return []
    })
    const { leadTimeDays } = supplier
    const expectedOn = leadTimeDays === null ? null : addDays(today, leadTimeDays)
    for (const some of portionsOf(lines)) {
      plan.drafts.push({ supplier, currency, expectedOn, lines: some })
    }
  }
  const others = { supplierId, orderable: false, limit: MOST_SKIPPED }
  plan.skipped.push(...(await findReorderNeeds(db, others)).map(withoutSupplier))
  plan.skipped.splice(MOST_SKIPPED)
  return plan
}

/** The lines of each draft: no more than an order may have, nor than come to what can be kept. */
function portionsOf(lines: readonly SuggestedLine[]): SuggestedLine[][] {
  const portions: SuggestedLine[][] = []
  let total = 0
  for (const line of lines) {
    const last = portions.at(-1)
    const fits = Number.isSafeInteger(total + line.lineTotal)
    if (last && fits && last.length < MAX_ORDER_LINES) {
      last.push(line)
      total += line.lineTotal
    } else {
      portions.push([line])
      total = line.lineTotal
    }
  }
  return portions
}

function groupBySupplier(needs: readonly ReorderNeed[]): Map<string, ReorderNeed[]> {
  const groups = new Map<string, ReorderNeed[]>()
  for (const need of needs) {
    if (need.supplierId === null) continue
    const group = groups.get(need.supplierId)
    if (group) group.push(need)
    else groups.set(need.supplierId, [need])
  }
  return groups
}

/** The cost of a product where it is in the order's currency, else what it cost the last time. */
async function unitCosts(
  db: Db,
  needs: readonly ReorderNeed[],
  supplier: OrderingSupplier,
  currency: string,
): Promise<Map<string, number>> {
  const costs = new Map<string, number>()
  const foreign: string[] = []
  for (const { id, cost, currency: own } of needs) {
    if (own === currency && cost > 0) costs.set(id, cost)
    else foreign.push(id)
  }
  const of = { supplierId: supplier.id, currency, productIds: foreign }
  for (const [id, cost] of await findLastUnitCosts(db, of)) costs.set(id, cost)
  return costs
}

/** The line, or why there is none. */
function suggestedLine(
  need: ReorderNeed,
  cost: number | undefined,
  currency: string,
): SuggestedLine | Suggestions['skipped'][number] {
  const product = { productId: need.id, sku: need.sku, name: need.name }
  const suggestion = suggestOrder({ ...need, wholeUnits: need.wholeUnits === 1 })
  if (!suggestion) {
    return { ...product, reason: 'its maximum stock leaves no room for an order' }
  }
  const { quantity } = suggestion
  const unitCost = cost ?? 0
  const priced = { quantity, unitCost, discountPercent: 0, cancelledQuantity: 0 }
  const words = cost === undefined ? `; no cost in ${currency} is known: enter it` : ''
  try {
    if (!Number.isSafeInteger(quantity)) throw new AppError('INVALID', 'the quantity is too large')
    const lineTotal = orderLineTotal(priced, currency)
    return { ...product, quantity, unitCost, lineTotal, reason: suggestion.reason + words }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...product, reason: error.message }
  }
}

function withoutSupplier(need: ReorderNeed): Suggestions['skipped'][number] {
  const { id, sku, name, supplierName } = need
  const reason =
    supplierName === null
      ? 'the product has no supplier'
      : `its supplier ${supplierName} is not active`
  return { productId: id, sku, name, reason }
}

/** @param stored the draft that was made of it; null in a dry run */
export function suggestedOrderView(
  { supplier, currency, expectedOn, lines }: SuggestedDraft,
  stored: { id: string; number: string } | null,
): SuggestedOrder {
  const totals = lines.map((line) => line.lineTotal)
  const { total } = orderTotals(totals, { tax: 0, shipping: 0, other: 0 }, currency)
  return {
    id: stored?.id ?? null,
    number: stored?.number ?? null,
    supplier: { id: supplier.id, name: supplier.name },
    currency,
    expectedOn,
    lines: lines.map((line) => ({
      ...line,
      quantity: quantityToNumber(line.quantity),
      unitCost: formatPrice(line.unitCost),
      lineTotal: formatAmount(line.lineTotal, currency),
    })),
    total: formatAmount(total, currency),
  }
}

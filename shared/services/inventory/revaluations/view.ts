import { formatAmount, formatPrice } from '../../../domain/money.ts'
import { quantityToNumber } from '../../../domain/quantity.ts'
import type { NamedRevaluationRow } from '../../../repositories/stock-revaluations.ts'
import type { Revaluation } from '../../../schemas/revaluations.ts'

/** @param currency the company's */
export function revaluationView(row: NamedRevaluationRow, currency: string): Revaluation {
  return {
    id: row.id,
    at: row.at,
    productId: row.productId,
    sku: row.sku,
    name: row.name,
    amount: formatAmount(row.amount, currency),
    oldAverageCost: formatPrice(row.oldAverageCost),
    newAverageCost: formatPrice(row.newAverageCost),
    onHand: quantityToNumber(row.onHand),
    reason: row.reason,
    reference: row.reference,
    actor: { id: row.actorId, name: row.actorName },
  }
}

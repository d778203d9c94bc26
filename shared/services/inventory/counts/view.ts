import type { Actor } from '../../../auth/actor.ts'
import { formatAmount, formatPrice } from '../../../domain/money.ts'
import { quantityToNumber } from '../../../domain/quantity.ts'
import { stockValue } from '../../../domain/stock-value.ts'
import type { CountLineRow } from '../../../repositories/stock-count-lines.ts'
import type { CountRow } from '../../../repositories/stock-counts.ts'
import type { Count, CountLine, CountSummary } from '../../../schemas/counts.ts'

/** Whether the count keeps from the actor what is expected. */
export function isHidden(actor: Actor, { blind, state }: CountRow): boolean {
  return blind === 1 && state === 'open' && !actor.permissions.has('inventory:adjust')
}

export function countSummary(row: CountRow): CountSummary {
  const { blind, actorId, actorName, ...shown } = row
  return { ...shown, blind: blind === 1, actor: { id: actorId, name: actorName } }
}

/** What was found − what was expected, in 1/1,000; null when it was not counted. */
export function varianceOf({ expected, counted, recounted }: CountLineRow): number | null {
  const found = recounted ?? counted
  return found === null ? null : found - expected
}

function costOf({ movementCost, averageCost }: CountLineRow): number {
  return movementCost ?? averageCost
}

export function lineView(row: CountLineRow, currency: string, hidden: boolean): CountLine {
  const variance = varianceOf(row)
  return {
    productId: row.productId,
    sku: row.sku,
    name: row.name,
    unit: row.unit,
    counted: quantityOrNull(row.counted),
    recounted: quantityOrNull(row.recounted),
    countedBy: row.countedBy,
    countedAt: row.countedAt,
    movementId: row.movementId,
    ...(hidden
      ? { expected: null, variance: null, unitCost: null, varianceValue: null }
      : {
          expected: quantityToNumber(row.expected),
          variance: quantityOrNull(variance),
          unitCost: formatPrice(costOf(row)),
          varianceValue:
            variance === null ? null : formatAmount(valueOf(row, variance, currency), currency),
        }),
  }
}

/** What the lines that differ are worth together: sums of the values that the lines show. */
export function varianceSummary(
  different: readonly CountLineRow[],
  currency: string,
): NonNullable<Count['variance']> {
  let gain = 0n
  let loss = 0n
  for (const row of different) {
    const value = valueOf(row, varianceOf(row) ?? 0, currency)
    if (value > 0n) gain += value
    else loss += value
  }
  return varianceView(different.length, { gain, loss }, currency)
}

/** @param loss zero or less */
export function varianceView(
  lines: number,
  { gain, loss }: { gain: bigint; loss: bigint },
  currency: string,
): NonNullable<Count['variance']> {
  return {
    lines,
    gain: formatAmount(gain, currency),
    loss: formatAmount(loss, currency),
    net: formatAmount(gain + loss, currency),
    currency,
  }
}

function valueOf(row: CountLineRow, variance: number, currency: string): bigint {
  return stockValue({ onHand: variance, averageCost: costOf(row) }, currency)
}

function quantityOrNull(quantity: number | null): number | null {
  return quantity === null ? null : quantityToNumber(quantity)
}

import { mutate } from '../../../audit/mutate.ts'
import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import { revaluedAverage } from '../../../domain/average-cost.ts'
import { formatAmount, formatPrice, roundToCurrency } from '../../../domain/money.ts'
import { stockValue } from '../../../domain/stock-value.ts'
import { AppError, invalid } from '../../../errors.ts'
import { newId } from '../../../ids.ts'
import { companyCurrency } from '../../../repositories/product-references.ts'
import {
  changeProducts,
  setAverageCost,
  type StockedProduct,
} from '../../../repositories/stock-products.ts'
import { insertRevaluation } from '../../../repositories/stock-revaluations.ts'
import type { CreateRevaluation, Revaluation } from '../../../schemas/revaluations.ts'
import { revaluationView } from './view.ts'

/**
 * Adds an amount to what the stock of a product is worth, or takes it away, with no goods moving; the
 * movements of the past keep their costs.
 *
 * @throws InvalidError, AppError ILLEGAL_STATE when nothing is on hand to carry the amount, or the
 *   stock would be worth less than nothing
 */
export async function createRevaluation(ctx: Ctx, input: CreateRevaluation): Promise<Revaluation> {
  authorize(ctx.actor, 'inventory:adjust')
  return mutate(ctx, async (tx, audit) => {
    const { productId, reason, reference = null } = input
    const currency = await companyCurrency(tx)
    const amount = amountOf(input, currency)
    // A change of nothing locks the product, so that no sale comes between reading and writing.
    const product = (await changeProducts(tx, [{ productId, delta: 0 }])).get(productId)
    if (!product) throw invalid('productId', `there is no product ${productId}`, 'unknown')
    const newAverageCost = newAverage(product, amount, currency)
    await setAverageCost(tx, productId, newAverageCost)
    const row = await insertRevaluation(tx, {
      id: newId('revaluation'),
      at: ctx.now().toISOString(),
      productId,
      amount,
      oldAverageCost: product.averageCost,
      newAverageCost,
      onHand: product.onHand,
      reason,
      reference,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
    })
    const { sku, name } = product
    const revaluation = revaluationView({ ...row, sku, name }, currency)
    audit.created('revaluation', revaluation)
    return revaluation
  })
}

function amountOf({ amount }: CreateRevaluation, currency: string): number {
  const rounded = roundToCurrency(amount, currency)
  if (rounded === 0) throw invalid('amount', 'must not be zero', 'zero')
  return rounded
}

function newAverage(product: StockedProduct, amount: number, currency: string): number {
  const average = revaluedAverage(product, amount)
  if (average === undefined) {
    const value = formatAmount(stockValue(product, currency), currency)
    const why =
      product.onHand > 0
        ? `the stock of ${product.sku} is worth ${value}: it cannot lose more than that`
        : `nothing of ${product.sku} is on hand that could carry the amount`
    throw new AppError('ILLEGAL_STATE', why, {
      productId: product.id,
      averageCost: formatPrice(product.averageCost),
      stockValue: value,
    })
  }
  if (!Number.isSafeInteger(average)) throw invalid('amount', 'is too large', 'too_big')
  return average
}

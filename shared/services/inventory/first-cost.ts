import type { StockedProduct } from '../../repositories/stock-products.ts'

/**
 * What goods are worth that no receipt ever gave a cost: the product's, if it is in our currency.
 * @param currency the company's
 */
export function firstCost(
  product: Pick<StockedProduct, 'onHand' | 'averageCost' | 'cost' | 'currency'>,
  currency: string,
): number | undefined {
  if (product.onHand > 0 || product.averageCost > 0) return undefined
  return product.currency === currency ? product.cost : undefined
}

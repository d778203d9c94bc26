import type { Tx } from '../../db/types.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { AppError, InvalidError, type Issue, LostUpdateError } from '../../errors.ts'
import { findProduct } from '../../repositories/products.ts'
import { findLevel, type LevelDelta } from '../../repositories/stock-levels.ts'
import type { Move } from './ledger.ts'

/** A product of which there is less at a location than was asked for; quantities in 1/1,000. */
export interface Shortage {
  productId: string
  sku: string
  locationId: string
  requested: number
  available: number
}

/**
 * Refuses because of too little stock, naming every product that is short. The members `productId`,
 * `requested` and `available` are those of the first one, `lines` holds all.
 */
export function insufficientStock(shortages: readonly Shortage[]): AppError {
  const lines = shortages.map((short) => ({
    ...short,
    requested: quantityToNumber(short.requested),
    available: quantityToNumber(short.available),
  }))
  const [first] = lines
  const words = lines
    .slice(0, 3)
    .map((line) => `${line.requested} of ${line.sku} asked for, ${line.available} available`)
  const more = lines.length > 3 ? ` (and ${lines.length - 3} more)` : ''
  return new AppError('INSUFFICIENT_STOCK', words.join('; ') + more, { ...first, lines })
}

/**
 * Finds out why stock did not change where it should have.
 *
 * @throws InvalidError for products that are unknown or deleted, AppError INSUFFICIENT_STOCK else
 */
export async function requireAll(
  tx: Tx,
  moves: readonly Move[],
  deltas: ReadonlyMap<string, LevelDelta>,
  products: ReadonlyMap<string, unknown>,
  levels: ReadonlyMap<string, unknown>,
): Promise<void> {
  const missing = [...deltas].filter(
    ([key, { productId }]) => !products.has(productId) || !levels.has(key),
  )
  if (missing.length === 0) return
  const issues: Issue[] = []
  const shortages: Shortage[] = []
  for (const [, { productId, locationId, delta }] of missing) {
    const product = await findProduct(tx, productId)
    if (!product || product.deletedAt !== null) {
      issues.push(...unknownProduct(moves, productId))
      continue
    }
    const level = await findLevel(tx, productId, locationId)
    const available = level ? level.onHand - level.reserved : 0
    // A place with enough of a product that is short elsewhere is no reason.
    if (delta < 0 && available < -delta) {
      shortages.push({ productId, sku: product.sku, locationId, requested: -delta, available })
    }
  }
  if (issues.length > 0) throw new InvalidError(issues)
  if (shortages.length === 0) throw new LostUpdateError('stock came in meanwhile')
  throw insufficientStock(shortages)
}

function unknownProduct(moves: readonly Move[], productId: string): Issue[] {
  return moves
    .filter((move) => move.productId === productId)
    .map(({ path }) => ({
      path: joinPath(path, 'productId'),
      message: `there is no product ${productId}`,
      code: 'unknown',
    }))
}

export function levelKey({ productId, locationId }: { productId: string; locationId: string }) {
  return `${productId} ${locationId}`
}

export function joinPath(path: string | undefined, name: string): string {
  return path ? `${path}.${name}` : name
}

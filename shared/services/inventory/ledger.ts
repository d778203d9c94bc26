import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { movingAverage, type ValuedStock } from '../../domain/average-cost.ts'
import type { MovementKind } from '../../domain/movements.ts'
import { isWhole } from '../../domain/quantity.ts'
import { exactValue, storedChange } from '../../domain/stock-value.ts'
import { InvalidError, type Issue } from '../../errors.ts'
import { newId, newIdAt } from '../../ids.ts'
import { isActiveLocation } from '../../repositories/locations.ts'
import {
  addToLevels,
  changeLevel,
  type LevelDelta,
  type StockLevelRow,
  takeFromLevels,
} from '../../repositories/stock-levels.ts'
import { insertMovements, type MovementRow } from '../../repositories/stock-movements.ts'
import {
  changeProducts,
  type ProductDelta,
  setAverageCosts,
  type StockedProduct,
} from '../../repositories/stock-products.ts'
import { joinPath, levelKey, onePerPath, requireAll } from './shortages.ts'
import { tellMovement } from './view.ts'

/** One thing that happens to the stock of one product at one location. */
export interface Move {
  productId: string
  locationId: string
  kind: MovementKind
  /** Signed, in 1/1,000; never zero. */
  quantity: number
  /** In 1/10,000 of the company's currency; the moving average of the moment unless given. */
  unitCost?: number | undefined
  /** What a customer paid, in 1/10,000 of the currency; a sale's is the product's price unless given. */
  unitPrice?: number | undefined
  /** The currency of the price; the product's unless given. */
  priceCurrency?: string | null | undefined
  reason?: string | null | undefined
  reference?: string | null | undefined
  orderId?: string | null | undefined
  orderLineId?: string | null | undefined
  countId?: string | null | undefined
  /** The movement that this one takes back. */
  reversesId?: string | undefined
  /** The sale that goods come back from. */
  returnsId?: string | undefined
  /** Where in the request it was asked for, for errors: `lines.0`; empty for the request itself. */
  path?: string
  /** The field there that names the location; `locationId` unless said otherwise. */
  locationField?: 'fromLocationId' | 'toLocationId'
}

/**
 * The only way in which stock changes: movements, levels, totals and the moving average, in the
 * caller's transaction. Products are locked in the order of their ids, whatever the order of the
 * moves, so that parallel requests cannot wait for each other in a circle; moves of one product at
 * one location are summed before it is checked that there is enough.
 *
 * @returns the movements as stored, in the order of the moves
 * @throws AppError INSUFFICIENT_STOCK naming all that is short, InvalidError for what is unknown
 */
export async function moveStock(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  moves: readonly Move[],
): Promise<MovementRow[]> {
  const { rows } = await move(ctx, tx, audit, moves)
  return rows
}

/** As `moveStock` for one move; gives also the level that it left. */
export async function moveOne(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  only: Move,
): Promise<{ row: MovementRow; level: StockLevelRow }> {
  const { rows, levels } = await move(ctx, tx, audit, [only])
  const [row] = rows
  if (!row) throw new Error('a move left no movement')
  return { row, level: existing(levels, levelKey(row)) }
}

async function move(ctx: Ctx, tx: Tx, audit: AuditTrail, moves: readonly Move[]) {
  const deltas = levelDeltas(moves)
  const changes = productDeltas(moves)
  // What only takes looks at its location by itself.
  if ([...deltas.values()].some(({ delta }) => delta >= 0)) await requireLocations(tx, moves)
  const products = await changeProducts(tx, changes)
  const levels = await changeLevels(tx, deltas, products)
  if (levels.size < deltas.size) await requireLocations(tx, moves)
  await requireAll(tx, moves, deltas, products, levels)

  const { rows, averages } = movementsOf(ctx, moves, { changes, deltas, products, levels })
  requireCountable(moves, rows, products, averages)
  await setAverageCosts(
    tx,
    [...averages].filter(([id, average]) => average !== products.get(id)?.averageCost),
  )
  await insertMovements(tx, rows)
  for (const row of rows) tellMovement(audit, row, products.get(row.productId)?.sku ?? '')
  return { rows, levels }
}

async function requireLocations(tx: Tx, moves: readonly Move[]): Promise<void> {
  const issues: Issue[] = []
  const active = new Map<string, boolean>()
  for (const { locationId, path, locationField = 'locationId' } of moves) {
    let known = active.get(locationId)
    if (known === undefined) {
      known = await isActiveLocation(tx, locationId)
      active.set(locationId, known)
    }
    if (!known) {
      const message = `there is no active location ${locationId}`
      issues.push({ path: joinPath(path, locationField), message, code: 'unknown' })
    }
  }
  if (issues.length > 0) throw new InvalidError(issues)
}

/** One change a product, in the order of their ids, in which everybody locks them. */
function productDeltas(moves: readonly Move[]): ProductDelta[] {
  const sums = new Map<string, number>()
  for (const { productId, quantity } of moves) {
    sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  }
  return [...sums]
    .map(([productId, delta]) => ({ productId, delta }))
    .toSorted((a, b) => (a.productId < b.productId ? -1 : 1))
}

/** One change a product and location, in the order of both. */
function levelDeltas(moves: readonly Move[]): Map<string, LevelDelta> {
  const sums = new Map<string, LevelDelta>()
  for (const { productId, locationId, quantity } of moves) {
    const key = levelKey({ productId, locationId })
    const sum = sums.get(key) ?? { productId, locationId, delta: 0, movements: 0 }
    sum.delta += quantity
    sum.movements += 1
    sums.set(key, sum)
  }
  return new Map([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Above so many changes they share statements. */
const ONE_BY_ONE = 4

async function changeLevels(
  tx: Tx,
  deltas: ReadonlyMap<string, LevelDelta>,
  products: ReadonlyMap<string, StockedProduct>,
): Promise<Map<string, StockLevelRow>> {
  const wanted = [...deltas.values()].filter(({ productId }) => products.has(productId))
  const changed: StockLevelRow[] = []
  if (wanted.length <= ONE_BY_ONE) {
    for (const delta of wanted) {
      const level = await changeLevel(tx, delta)
      if (level) changed.push(level)
    }
  } else {
    const takes = wanted.filter(({ delta }) => delta < 0)
    const adds = wanted.filter(({ delta }) => delta >= 0)
    changed.push(...(await takeFromLevels(tx, takes)), ...(await addToLevels(tx, adds)))
  }
  return new Map(changed.map((level) => [levelKey(level), level]))
}

/** Refuses parts of what is counted in whole units, and more than the numbers can hold. */
function requireCountable(
  moves: readonly Move[],
  rows: readonly MovementRow[],
  products: ReadonlyMap<string, StockedProduct>,
  averages: ReadonlyMap<string, number>,
): void {
  const issues = rows.flatMap((row, index): Issue[] => {
    const path = joinPath(moves[index]?.path, 'quantity')
    const { sku, wholeUnits } = existing(products, row.productId)
    // A part that was there before whole units were asked for must be able to go.
    if (wholeUnits === 1 && !isWhole(row.quantity) && !isWhole(row.balanceAfter)) {
      return [{ path, message: `${sku} is counted in whole units`, code: 'whole_units' }]
    }
    const tooBig = (what: string) => [
      { path, message: `${what} than can be counted`, code: 'too_big' },
    ]
    if (!Number.isSafeInteger(row.totalAfter)) return tooBig(`there would be more of ${sku}`)
    const isCountable = Number.isSafeInteger(averages.get(row.productId))
    return isCountable ? [] : tooBig(`${sku} would cost more on average`)
  })
  if (issues.length > 0) throw new InvalidError(onePerPath(issues))
}

/** What was to change, and the products and levels as they are afterwards. */
interface Changed {
  changes: readonly ProductDelta[]
  deltas: ReadonlyMap<string, LevelDelta>
  products: ReadonlyMap<string, StockedProduct>
  levels: ReadonlyMap<string, StockLevelRow>
}

/** The movements with their balances, and what the goods of each product then cost on average. */
function movementsOf(
  ctx: Ctx,
  moves: readonly Move[],
  { changes, deltas, products, levels }: Changed,
): { rows: MovementRow[]; averages: Map<string, number> } {
  const now = ctx.now()
  const batchId = newId('batch')
  const stock = new Map<string, ValuedStock>()
  for (const { productId, delta } of changes) {
    const product = existing(products, productId)
    const { averageCost } = product
    stock.set(productId, { onHand: product.onHand - delta, averageCost })
  }
  const places = new Map<string, { onHand: number; sequence: number }>()
  for (const [key, { delta, movements }] of deltas) {
    const { onHand, sequence } = existing(levels, key)
    places.set(key, { onHand: onHand - delta, sequence: sequence - movements })
  }
  const rows = moves.map((move): MovementRow => {
    const product = existing(products, move.productId)
    const total = existing(stock, move.productId)
    const place = existing(places, levelKey(move))
    const unitCost = move.unitCost ?? total.averageCost
    const unitPrice = move.unitPrice ?? (move.kind === 'sale' ? product.price : null)
    const valueBefore = exactValue(total)
    if (move.unitCost !== undefined) {
      total.averageCost = movingAverage(total, move.quantity, unitCost)
    }
    total.onHand += move.quantity
    place.onHand += move.quantity
    place.sequence += 1
    return {
      id: newIdAt('movement', now.getTime()),
      at: now.toISOString(),
      productId: move.productId,
      locationId: move.locationId,
      kind: move.kind,
      quantity: move.quantity,
      balanceAfter: place.onHand,
      totalAfter: total.onHand,
      sequence: place.sequence,
      unitCost,
      unitPrice,
      priceCurrency: unitPrice === null ? null : (move.priceCurrency ?? product.currency),
      ...storedChange(exactValue(total) - valueBefore),
      reason: move.reason ?? null,
      reference: move.reference ?? null,
      batchId,
      orderId: move.orderId ?? null,
      orderLineId: move.orderLineId ?? null,
      countId: move.countId ?? null,
      reversesId: move.reversesId ?? null,
      returnsId: move.returnsId ?? null,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
    }
  })
  return { rows, averages: new Map([...stock].map(([id, { averageCost }]) => [id, averageCost])) }
}

function existing<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the ledger lost ${key}`)
  return value
}

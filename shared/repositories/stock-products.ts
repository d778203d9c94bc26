import { PostgresAdapter, sql } from 'kysely'
import { fullChunks } from '../db/full-chunks.ts'
import { prepared, preparedSilent } from '../db/prepared.ts'
import { valuesList } from '../db/values-list.ts'
import type { Flag, MoneyUnits, QuantityUnits, Tx } from '../db/types.ts'

/** What the ledger must know of a product, as it is after the change. */
export interface StockedProduct {
  id: string
  sku: string
  name: string
  wholeUnits: Flag
  price: MoneyUnits
  cost: MoneyUnits
  currency: string
  onHand: QuantityUnits
  reserved: QuantityUnits
  averageCost: MoneyUnits
}

const columns = [
  'product.id',
  'product.sku',
  'product.name',
  'product.wholeUnits',
  'product.price',
  'product.cost',
  'product.currency',
  'product.onHand',
  'product.reserved',
  'product.averageCost',
] as const

/** Up to here one statement a product is quicker; above, so many share one. */
const ONE_BY_ONE = 4
const TOGETHER = 64

export interface ProductDelta {
  productId: string
  /** Signed, in 1/1,000. */
  delta: QuantityUnits
}

/**
 * Changes what is on hand of products that are not deleted, and locks them. Gives those changed; one
 * is missing where it does not exist, was deleted, or would fall below zero.
 *
 * @param deltas at most one a product, in the order of their ids, in which everybody locks
 */
export async function changeProducts(
  tx: Tx,
  deltas: readonly ProductDelta[],
): Promise<Map<string, StockedProduct>> {
  const changed: StockedProduct[] = []
  if (deltas.length <= ONE_BY_ONE) {
    for (const { productId, delta } of deltas)
      changed.push(...(await changeOne(tx, delta, productId)))
  } else {
    await lockProducts(
      tx,
      deltas.map(({ productId }) => productId),
    )
    for (const some of fullChunks(deltas, TOGETHER, { productId: '', delta: 0 })) {
      const parameters = some.flatMap(({ productId, delta }) => [productId, delta])
      changed.push(...(await changeTogether(tx, ...parameters)))
    }
  }
  return new Map(changed.map((product) => [product.id, product]))
}

const changeOne = prepared<[delta: number, id: string], StockedProduct>(
  (db, delta, id) =>
    db
      .updateTable('product')
      .set({ onHand: sql<number>`on_hand + ${delta}` })
      .where('id', '=', id)
      .where('deletedAt', 'is', null)
      .where(sql<boolean>`on_hand + ${delta} >= 0`)
      .returning(columns),
  2,
)

const changeTogether = prepared<(string | number)[], StockedProduct>((db, ...parameters) => {
  const deltas = valuesList(parameters, ['text', 'bigint'])
  return db
    .updateTable('product')
    .from(deltas.as('change'))
    .set({ onHand: sql<number>`product.on_hand + change.column2` })
    .whereRef('product.id', '=', sql<string>`change.column1`)
    .where('product.deletedAt', 'is', null)
    .where(sql<boolean>`product.on_hand + change.column2 >= 0`)
    .returning(columns)
}, TOGETHER * 2)

/**
 * Keeps everybody else from changing the stock of these products until the transaction ends. Many
 * rows changed by one statement are locked in any order, and two such statements could wait for
 * each other for ever; PostgreSQL locks them one after the other first. SQLite has one writer.
 *
 * @param ids in their order
 */
export async function lockProducts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return
  for (const some of fullChunks(ids, TOGETHER, '')) await lockSome(tx, ...some)
}

const lockSome = preparedSilent<string[]>(
  (db, ...ids) =>
    db.selectFrom('product').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate(),
  TOGETHER,
)

/** Sets the moving average of a product that `changeProducts` has locked. */
export async function setAverageCost(tx: Tx, id: string, averageCost: MoneyUnits): Promise<void> {
  await setAverage(tx, averageCost, id)
}

const setAverage = preparedSilent<[averageCost: number, id: string]>(
  (db, averageCost, id) =>
    db
      .updateTable('product')
      .set({ averageCost: sql<number>`${averageCost}` })
      .where('id', '=', id),
  2,
)

/** The same of any number of products, each once. */
export async function setAverageCosts(
  tx: Tx,
  averages: readonly (readonly [id: string, averageCost: MoneyUnits])[],
): Promise<void> {
  if (averages.length <= ONE_BY_ONE) {
    for (const [id, averageCost] of averages) await setAverage(tx, averageCost, id)
    return
  }
  for (const some of fullChunks(averages, TOGETHER, ['', 0] as const)) {
    await setTogether(tx, ...some.flat())
  }
}

const setTogether = preparedSilent<(string | number)[]>((db, ...parameters) => {
  const averages = valuesList(parameters, ['text', 'bigint'])
  return db
    .updateTable('product')
    .from(averages.as('given'))
    .set({ averageCost: sql<number>`given.column2` })
    .whereRef('product.id', '=', sql<string>`given.column1`)
}, TOGETHER * 2)

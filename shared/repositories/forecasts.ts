import { batchInsert } from '../db/batch-insert.ts'
import type { ProductForecastTable } from '../db/monitor-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import type { ProductRange } from './demand.ts'
import { decodeCursor, encodeCursor, type Page, type PageRequest } from './page.ts'

const columns = [
  'productId',
  'supplierId',
  'available',
  'dailyDemand',
  'observedDays',
  'daysUntilStockout',
  'stockoutRank',
  'stockoutOn',
  'daysWithIncoming',
  'nextReceiptOn',
  'gapDays',
  'incoming',
  'computedAt',
] as const satisfies readonly (keyof ProductForecastTable)[]

const columnsOf = columns.map((column) => `productForecast.${column}` as const)

export type ForecastRow = Pick<ProductForecastTable, (typeof columns)[number]>

/** Sorts products of which nothing is sold behind all others. */
export const NEVER_RANK = 1_000_000

/** Inserts forecasts, or overwrites those that there are. */
export const upsertForecasts = batchInsert('productForecast', columns, (insert) =>
  insert.onConflict((conflict) =>
    conflict.column('productId').doUpdateSet((eb) => ({
      supplierId: eb.ref('excluded.supplierId'),
      available: eb.ref('excluded.available'),
      dailyDemand: eb.ref('excluded.dailyDemand'),
      observedDays: eb.ref('excluded.observedDays'),
      daysUntilStockout: eb.ref('excluded.daysUntilStockout'),
      stockoutRank: eb.ref('excluded.stockoutRank'),
      stockoutOn: eb.ref('excluded.stockoutOn'),
      daysWithIncoming: eb.ref('excluded.daysWithIncoming'),
      nextReceiptOn: eb.ref('excluded.nextReceiptOn'),
      gapDays: eb.ref('excluded.gapDays'),
      incoming: eb.ref('excluded.incoming'),
      computedAt: eb.ref('excluded.computedAt'),
    })),
  ),
)

export async function findForecastsOf(
  db: Db,
  { after, upTo }: ProductRange,
): Promise<ForecastRow[]> {
  return db
    .selectFrom('productForecast')
    .select(columnsOf)
    .where('productId', '>', after)
    .$if(upTo !== null, (query) => query.where('productId', '<=', upTo))
    .execute()
}

/** Forgets the forecasts of these products. */
export async function deleteForecasts(tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await tx.deleteFrom('productForecast').where('productId', 'in', productIds).execute()
}

/** A forecast with what a reader needs to know of its product. */
export interface ListedForecastRow extends ForecastRow {
  sku: string
  name: string
  unit: string
}

export interface ForecastFilter extends PageRequest {
  productId?: string | undefined
  supplierId?: string | undefined
  /** Only what runs out within so many days. */
  withinDays?: number | undefined
}

const order = 'forecast days'

/** Products that are not deleted, those that run out first at the front. */
export async function findForecasts(
  db: Db,
  filter: ForecastFilter,
): Promise<Page<ListedForecastRow>> {
  const rows = await forecastsQuery(db, filter).execute()
  const items = rows.slice(0, filter.limit)
  const last = items.at(-1)
  const more = rows.length > filter.limit && last !== undefined
  return { items, nextCursor: more ? encodeCursor(order, last.stockoutRank, last.productId) : null }
}

export function forecastsQuery(db: Db, filter: ForecastFilter) {
  let query = db
    .selectFrom('productForecast')
    .innerJoin('product', 'product.id', 'productForecast.productId')
    .select([...columnsOf, 'product.sku', 'product.name', 'product.unit'])
    .where('product.deletedAt', 'is', null)
  if (filter.productId !== undefined) {
    query = query.where('productForecast.productId', '=', filter.productId)
  }
  if (filter.supplierId !== undefined) {
    query = query.where('productForecast.supplierId', '=', filter.supplierId)
  }
  if (filter.withinDays !== undefined) {
    query = query.where('productForecast.stockoutRank', '<=', filter.withinDays)
  }
  if (filter.cursor !== undefined) {
    const [rank, productId] = decodeCursor(filter.cursor, order, 'number')
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('productForecast.stockoutRank', 'productForecast.productId'),
        '>',
        tuple(Number(rank), productId),
      ),
    )
  }
  return query
    .orderBy('productForecast.stockoutRank')
    .orderBy('productForecast.productId')
    .limit(filter.limit + 1)
}

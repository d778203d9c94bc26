import { sql } from 'kysely'
import type { Db } from '../db/types.ts'

/** Products by their ids: after the one, up to and including the other; null for no end. */
export interface ProductRange {
  after: string
  upTo: string | null
}

/** The stock of a product and what moved it since an instant; quantities in 1/1,000. */
export interface StockFiguresRow {
  id: string
  supplierId: string | null
  leadTimeDays: number | null
  reorderPoint: number
  maxStock: number | null
  onHand: number
  reserved: number
  /** All movements added up; null, as what follows, when there was none. */
  net: number | null
  /** Sales less returns, those included that were taken back. */
  sold: number | null
  firstId: string | null
  movements: number | null
  /** How many movements left nothing on hand. */
  emptied: number | null
  /** How many movements took another one back. */
  reversals: number | null
  /** 1 when it moved at any time. */
  everMoved: number
}

/** The last product of the next range of so many; undefined when fewer are left. */
export async function findRangeEnd(
  db: Db,
  after: string,
  count: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('product')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst()
  return row?.id
}

/**
 * Every product of the range that is not deleted, in the order of their ids. One statement, so that
 * stock and movements are those of one moment.
 *
 * @param since the lowest id that a movement of the window can have
 */
export async function findStockFigures(
  db: Db,
  range: ProductRange,
  since: string,
): Promise<StockFiguresRow[]> {
  return stockFiguresQuery(db, range, since).execute()
}

export function stockFiguresQuery(db: Db, { after, upTo }: ProductRange, since: string) {
  return db
    .selectFrom('product')
    .leftJoin(
      (eb) => {
        const moved = eb
          .selectFrom('stockMovement')
          .select([
            'productId',
            sql<number>`cast(sum(quantity) as bigint)`.as('net'),
            sql<number>`cast(sum(case when kind in ('sale', 'return') then -quantity else 0 end) as bigint)`.as(
              'sold',
            ),
            sql<string>`min(id)`.as('firstId'),
            sql<number>`cast(count(*) as integer)`.as('movements'),
            sql<number>`cast(sum(case when total_after = 0 then 1 else 0 end) as integer)`.as(
              'emptied',
            ),
            sql<number>`cast(sum(case when kind = 'reversal' then 1 else 0 end) as integer)`.as(
              'reversals',
            ),
          ])
          .where('productId', '>', after)
          .where('id', '>=', since)
          .groupBy('productId')
        return (upTo === null ? moved : moved.where('productId', '<=', upTo)).as('moved')
      },
      (join) => join.onRef('moved.productId', '=', 'product.id'),
    )
    .leftJoin('supplier', 'supplier.id', 'product.supplierId')
    .select([
      'product.id',
      'product.supplierId',
      sql<number | null>`coalesce(product.lead_time_days, supplier.lead_time_days)`.as(
        'leadTimeDays',
      ),
      'product.reorderPoint',
      'product.maxStock',
      'product.onHand',
      'product.reserved',
      'moved.net',
      'moved.sold',
      'moved.firstId',
      'moved.movements',
      'moved.emptied',
      'moved.reversals',
      sql<number>`case when moved.first_id is not null or product.on_hand > 0 then 1
        when exists (select 1 from stock_level where stock_level.product_id = product.id) then 1
        else 0 end`.as('everMoved'),
    ])
    .where('product.id', '>', after)
    .$if(upTo !== null, (query) => query.where('product.id', '<=', upTo))
    .where('product.deletedAt', 'is', null)
    .orderBy('product.id')
}

/** A movement that left nothing on hand, and the one after it; the time is in the ids. */
export interface EmptySpellRow {
  productId: string
  id: string
  nextId: string | null
}

export async function findEmptySpells(
  db: Db,
  { after, upTo }: ProductRange,
  since: string,
): Promise<EmptySpellRow[]> {
  return db
    .selectFrom('stockMovement as last')
    .select((eb) => [
      'last.productId',
      'last.id',
      eb
        .selectFrom('stockMovement as next')
        .select(sql<string>`min(next.id)`.as('id'))
        .whereRef('next.productId', '=', 'last.productId')
        .whereRef('next.id', '>', 'last.id')
        .as('nextId'),
    ])
    .where('last.productId', '>', after)
    .$if(upTo !== null, (query) => query.where('last.productId', '<=', upTo))
    .where('last.id', '>=', since)
    .where('last.totalAfter', '=', 0)
    .execute()
}

/** What of the sales and returns of the window was taken back, added up; signed, in 1/1,000. */
export async function findTakenBack(
  db: Db,
  { after, upTo }: ProductRange,
  since: string,
): Promise<{ productId: string; quantity: number }[]> {
  return db
    .selectFrom('stockMovement as undo')
    .innerJoin('stockMovement as undone', 'undone.id', 'undo.reversesId')
    .select(['undo.productId', sql<number>`cast(sum(undo.quantity) as bigint)`.as('quantity')])
    .where('undo.productId', '>', after)
    .$if(upTo !== null, (query) => query.where('undo.productId', '<=', upTo))
    .where('undo.id', '>=', since)
    .where('undo.kind', '=', 'reversal')
    .where('undone.id', '>=', since)
    .where('undone.kind', 'in', ['sale', 'return'])
    .groupBy('undo.productId')
    .execute()
}

import { PostgresAdapter, sql } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { StockMovementTable } from '../db/stock-tables.ts'
import type { Db } from '../db/types.ts'
import type { MovementKind } from '../domain/movements.ts'
import { idBounds } from '../ids.ts'
import { equals } from './equals.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

export const movementColumns = [
  'id',
  'at',
  'productId',
  'locationId',
  'kind',
  'quantity',
  'balanceAfter',
  'totalAfter',
  'sequence',
  'unitCost',
  'unitPrice',
  'priceCurrency',
  'valueChange',
  'largeValueChange',
  'reason',
  'reference',
  'batchId',
  'orderId',
  'orderLineId',
  'countId',
  'reversesId',
  'returnsId',
  'actorId',
  'actorName',
] as const satisfies readonly (keyof StockMovementTable)[]

export type MovementRow = StockMovementTable

export const insertMovements = batchInsert('stockMovement', movementColumns)

export async function findMovement(db: Db, id: string): Promise<MovementRow | undefined> {
  return db
    .selectFrom('stockMovement')
    .select(movementColumns)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The movements of one request, oldest first. */
export async function findBatch(
  db: Db,
  batchId: string,
  productId: string,
): Promise<MovementRow[]> {
  return db
    .selectFrom('stockMovement')
    .select(movementColumns)
    .where('productId', '=', productId)
    .where('batchId', '=', batchId)
    .orderBy('id')
    .execute()
}

/** The movement that takes this one back, if there is one. */
export async function findReversal(
  db: Db,
  id: string,
): Promise<Pick<MovementRow, 'id'> | undefined> {
  return db.selectFrom('stockMovement').select('id').where('reversesId', '=', id).executeTakeFirst()
}

/** How much of a sale has come back, in 1/1,000; returns that were taken back do not count. */
export async function sumReturned(db: Db, saleId: string): Promise<number> {
  const rows = await db
    .selectFrom('stockMovement as given')
    .select('given.quantity')
    .where('given.returnsId', '=', saleId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('stockMovement as undo')
            .select('undo.id')
            .whereRef('undo.reversesId', '=', 'given.id'),
        ),
      ),
    )
    .execute()
  return rows.reduce((sum, { quantity }) => sum + quantity, 0)
}

export interface MovementFilter extends PageRequest {
  productId?: string | undefined
  locationId?: string | undefined
  kind?: MovementKind | undefined
  orderId?: string | undefined
  /** First and last instant, both included, ISO-8601 UTC. */
  from?: string | undefined
  to?: string | undefined
}

const newestFirst = { name: 'movement', column: 'id', direction: 'desc' } as const

/** Newest first. */
export async function findMovements(db: Db, filter: MovementFilter): Promise<Page<MovementRow>> {
  const rows = await movementsQuery(db, filter, await movementLead(db, filter)).execute()
  return toPage(rows, filter.limit, newestFirst.name, (row) => row.id)
}

const leads = ['orderId', 'productId', 'locationId', 'kind'] as const
/** The condition of a list whose index gives the movements, in their order. */
export type MovementLead = (typeof leads)[number]

/** Of a kind and a location the one with fewer movements leads; so many are counted. */
const MOST_COUNTED = 10_000

export async function movementLead(
  db: Db,
  filter: MovementFilter,
): Promise<MovementLead | undefined> {
  const { kind, locationId } = filter
  const first = leads.find((name) => filter[name] !== undefined)
  if (first !== 'locationId' || kind === undefined) return first
  // PostgreSQL has statistics, and takes no hint.
  if (db.getExecutor().adapter instanceof PostgresAdapter) return undefined
  const ofKind = await countUpTo(db, 'kind', kind)
  return ofKind < (await countUpTo(db, 'locationId', locationId)) ? 'kind' : 'locationId'
}

async function countUpTo(db: Db, column: 'kind' | 'locationId', value = ''): Promise<number> {
  const { movements } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('stockMovement')
        .select('id')
        .where(column, '=', value)
        .limit(MOST_COUNTED)
        .as('found'),
    )
    .select(sql<number>`cast(count(*) as integer)`.as('movements'))
    .executeTakeFirstOrThrow()
  return movements
}

export function movementsQuery(db: Db, filter: MovementFilter, lead: MovementLead | undefined) {
  let query = db.selectFrom('stockMovement').select(movementColumns)
  for (const name of leads) {
    const value = filter[name]
    if (value !== undefined) query = query.where(equals(name, value, name === lead))
  }
  // The time part of a movement's id is its instant, so one index serves both order and range.
  if (filter.from !== undefined) {
    query = query.where('id', '>=', idBounds('movement', Date.parse(filter.from)).lowest)
  }
  if (filter.to !== undefined) {
    query = query.where('id', '<=', idBounds('movement', Date.parse(filter.to)).highest)
  }
  return keysetPage(query, filter, newestFirst, 'string')
}

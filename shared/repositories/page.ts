import { type SelectQueryBuilder, sql } from 'kysely'
import * as z from 'zod'
import { toBase64Url, fromBase64Url } from '../encoding.ts'
import { invalid } from '../errors.ts'

/** One page of a list, and where the next one begins; null on the last. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

export interface PageRequest {
  limit: number
  cursor?: string | undefined
}

/** The order of a list: a name that no other list's cursors carry, its column and its direction. */
export interface Order<Column extends string> {
  name: string
  column: Column
  direction: 'asc' | 'desc'
}

/** PostgreSQL takes no NUL and no broken Unicode in a text, and no fraction for an integer. */
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed()

const Cursor = z.tuple([
  z.string().max(40),
  z.union([z.string().max(4_000).refine(storable), z.int()]),
  z.string().max(64).refine(storable),
])

/**
 * Where a page ended: the value it was sorted by and the id that breaks ties. It names its order,
 * so that a cursor of one order cannot be used in another, nor in another list.
 */
export function encodeCursor(order: string, value: string | number, id: string): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify([order, value, id])))
}

/** @throws InvalidError when the cursor is forged, damaged or of another order */
export function decodeCursor(
  cursor: string,
  order: string,
  valueType: 'string' | 'number',
): [string | number, string] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(cursor))
    const [name, value, id] = Cursor.parse(JSON.parse(text))
    if (name === order && typeof value === valueType) return [value, id]
  } catch {
    // Whatever is wrong with it, the answer is the one below.
  }
  throw invalid(
    'query.cursor',
    'is not a cursor of this list: use nextCursor of the page before',
    'cursor',
  )
}

/**
 * The page out of rows that were fetched with one more than asked for.
 * @param key the value that a row was sorted by
 */
export function toPage<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
  order: string,
  key: (row: Row) => string | number,
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, nextCursor: more ? encodeCursor(order, key(last), last.id) : null }
}

/** Adds the order and the keyset condition of a page to a query; fetches one row more than asked. */
export function keysetPage<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  request: PageRequest,
  order: Order<string>,
  valueType: 'string' | 'number',
): SelectQueryBuilder<DB, TB, O> {
  // The builder's type cannot follow a column chosen at run time; every caller's order names a
  // column of its own table.
  const untyped = query as unknown as SelectQueryBuilder<
    Record<string, Record<string, never>>,
    string,
    O
  >
  let paged = untyped.orderBy(order.column as never, order.direction)
  const byId = order.column === 'id' || order.column.endsWith('.id')
  const idColumn = order.column.includes('.') ? `${order.column.split('.')[0] ?? ''}.id` : 'id'
  if (!byId) paged = paged.orderBy(idColumn as never, order.direction)
  if (request.cursor !== undefined) {
    const [value, id] = decodeCursor(request.cursor, order.name, valueType)
    const beyond = order.direction === 'asc' ? '>' : '<'
    // PostgreSQL would take a number for one of its column's size, and refuse a larger one.
    const from = typeof value === 'number' ? sql<number>`cast(${value} as bigint)` : value
    paged = byId
      ? paged.where(idColumn as never, beyond, id as never)
      : paged.where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple(order.column as never, idColumn as never) as never,
            beyond,
            tuple(from, id) as never,
          ),
        )
  }
  return paged.limit(request.limit + 1) as unknown as SelectQueryBuilder<DB, TB, O>
}

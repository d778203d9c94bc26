import type { Context } from 'hono'
import SqliteDatabase from 'better-sqlite3'
import type postgres from 'postgres'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { newId, newIdAt } from '#shared/ids.ts'

/**
 * The statements of a sale as the ledger runs them, and nothing around them: no sign-in, no
 * validation, no rules. Numbered parameters, which PostgreSQL wants and SQLite takes.
 */
const statements = {
  product: `update product set on_hand = on_hand + ?1
    where id = ?2 and deleted_at is null and on_hand + ?1 >= 0
    returning id, sku, name, whole_units, price, cost, currency, on_hand, reserved, average_cost`,
  level: `update stock_level set on_hand = on_hand - ?1, sequence = sequence + ?2
    where product_id = ?3 and location_id = ?4 and on_hand - reserved >= ?1
      and exists (select id from location where location.id = stock_level.location_id and active = 1)
    returning product_id, location_id, on_hand, reserved, sequence`,
  movement: `insert into stock_movement (id, at, product_id, location_id, kind, quantity, balance_after,
    total_after, sequence, unit_cost, unit_price, price_currency, value_change, large_value_change, reason, reference, batch_id, order_id, order_line_id, count_id,
    reverses_id, returns_id, actor_id, actor_name)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)`,
  audit: `insert into audit_entry (id, at, actor_id, actor_name, action, entity, entity_id, old_values, new_values,
    request_id, ip, seal_number) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
  event: `insert into event (id, at, type, entity, entity_ids, count, actor_name, request_id)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
} as const

type Statement = keyof typeof statements

interface Product {
  id: string
  price: number
  currency: string
  on_hand: number
  average_cost: number
}
interface Level {
  on_hand: number
  sequence: number
}

function movementValues(product: Product, level: Level, quantity: number) {
  const now = new Date()
  const values = [
    newIdAt('movement', now.getTime()),
    now.toISOString(),
    product.id,
    MAIN_LOCATION_ID,
  ]
  const figures = [-quantity, level.on_hand, product.on_hand, level.sequence, product.average_cost]
  const nothing = [null, null, null, null, null]
  return [
    ...values,
    'sale',
    ...figures,
    product.price,
    product.currency,
    -quantity * product.average_cost,
    null,
    null,
    null,
    newId('batch'),
    ...nothing,
    null,
    'bare',
  ]
}

function auditValues(product: Product, level: Level, quantity: number) {
  const now = new Date()
  const before = JSON.stringify({ onHand: level.on_hand + quantity })
  const after = JSON.stringify({ onHand: level.on_hand, quantity: -quantity })
  const subject = [null, 'bare', 'SALE', 'stock', product.id, before, after]
  return [newIdAt('audit', now.getTime()), now.toISOString(), ...subject, 'req_bare', null, null]
}

function eventValues(product: Product) {
  const now = new Date()
  const ids = JSON.stringify([product.id])
  return [newId('event'), now.toISOString(), 'stock.sale', 'stock', ids, 1, 'bare', 'req_bare']
}

interface Body {
  productId: string
  quantity: number
}

type Prepared = (...values: unknown[]) => unknown

/** better-sqlite3 takes numbered parameters as names, which is slower than one after the other. */
function plainParameters(database: SqliteDatabase.Database, text: string): Prepared {
  const places = [...text.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number) - 1)
  const statement = database.prepare(text.replaceAll(/\?\d+/g, '?'))
  const inOrder = (values: readonly unknown[]) => places.map((place) => values[place])
  return statement.reader
    ? (...values) => statement.get(inOrder(values))
    : (...values) => statement.run(inOrder(values))
}

/** A sale by better-sqlite3 alone. */
export function sqliteSale(path: string): (c: Context) => Promise<Response> {
  const database = new SqliteDatabase(path)
  for (const pragma of ['journal_mode = WAL', 'foreign_keys = ON', 'synchronous = FULL']) {
    database.pragma(pragma)
  }
  const prepared = Object.fromEntries(
    Object.entries(statements).map(([name, text]) => [name, plainParameters(database, text)]),
  ) as Record<Statement, Prepared>
  const sale = database.transaction(({ productId, quantity }: Body) => {
    const product = prepared.product(-quantity, productId) as Product
    const level = prepared.level(quantity, 1, productId, MAIN_LOCATION_ID) as Level
    prepared.movement(...movementValues(product, level, quantity))
    prepared.audit(...auditValues(product, level, quantity))
    prepared.event(...eventValues(product))
    return level
  })
  return async (c) => {
    const { productId, quantity } = await c.req.json<Body>()
    return c.json(sale.immediate({ productId, quantity: quantity * 1_000 }), 201)
  }
}

/** A sale by postgres.js alone. */
export function postgresSale(sql: postgres.Sql): (c: Context) => Promise<Response> {
  const texts = Object.fromEntries(
    Object.entries(statements).map(([name, text]) => [name, text.replaceAll('?', '$')]),
  ) as Record<Statement, string>
  return async (c) => {
    const { productId, quantity: units } = await c.req.json<Body>()
    const quantity = units * 1_000
    const level = await sql.begin(async (tx) => {
      const run = (name: Statement, values: unknown[]) =>
        tx.unsafe(texts[name], values as (string | number | null)[], { prepare: true })
      const [product] = (await run('product', [-quantity, productId])) as unknown as [Product]
      const [left] = (await run('level', [
        quantity,
        1,
        productId,
        MAIN_LOCATION_ID,
      ])) as unknown as [Level]
      await run('movement', movementValues(product, left, quantity))
      await run('audit', auditValues(product, left, quantity))
      await run('event', eventValues(product))
      return left
    })
    return c.json(level, 201)
  }
}

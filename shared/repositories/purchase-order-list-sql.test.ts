import { afterAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../db/open-database.ts'
import { openPostgres } from '../db/postgres.ts'
import { migratedSqliteBytes, openSqliteCopy } from '../db/sqlite.node.ts'
import { encodeCursor } from './page.ts'
import { type OrderFilter, ordersQuery } from './purchase-order-list.ts'

// Neither runs a query: PostgreSQL is not even connected to.
const sqlite = openSqliteCopy(await migratedSqliteBytes())
const postgres = openPostgres('postgres://nobody@127.0.0.1:9/nothing')
afterAll(() => Promise.all([sqlite.close(), postgres.close()]))

/** What comes after the columns, and the parameters. */
function compiled({ db }: OpenDatabase, filter: Partial<OrderFilter>) {
  const given = { sort: '-createdAt', limit: 25, today: '2026-04-01', ...filter } as const
  const { sql, parameters } = ordersQuery(db, given).compile()
  expect(sql).toMatch(/^select "id", "number", .* from "purchase_order" /)
  return [sql.slice(sql.indexOf('from "purchase_order"')), parameters]
}

const all = {
  search: 'po_',
  stage: 'shipped',
  supplierId: 'sup_1',
  productId: 'prd_1',
  onHold: true,
  late: true,
  receiptStatus: 'full',
  sort: 'dueOn',
  cursor: encodeCursor('order dueOn', '2026-04-01', 'ord_1'),
} as const

describe('the SQL of ordersQuery', () => {
  it('is this on SQLite', () => {
    expect(compiled(sqlite, {})).toMatchInlineSnapshot(`
      [
        "from "purchase_order" order by "id" desc limit ?",
        [
          26,
        ],
      ]
    `)
    expect(compiled(sqlite, all)).toMatchInlineSnapshot(`
      [
        "from "purchase_order" where "search_key" like ? escape '\\' and "stage" = ? and "supplier_id" = ? and "on_hold" = ? and exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "purchase_order_line"."product_id" = ?) and (("stage" in (?, ?, ?, ?, ?, ?, ?, ?) and coalesce("due_on", '9999-12-31') < ?) or ("stage" in (?) and coalesce("ready_on", '9999-12-31') < ?) or ("stage" in (?) and coalesce("eta_on", '9999-12-31') < ?)) and ("stage" in (?, ?) or (exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "received_quantity" > ?) and not exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "quantity" > "received_quantity" + "cancelled_quantity"))) and ("due_on", "id") > (?, ?) order by "due_on" asc, "id" asc limit ?",
        [
          "%po\\_%",
          "shipped",
          "sup_1",
          1,
          "prd_1",
          "draft",
          "pending_approval",
          "approved",
          "ordered",
          "confirmed",
          "in_production",
          "shipped",
          "customs",
          "2026-04-01",
          "in_production",
          "2026-04-01",
          "shipped",
          "2026-04-01",
          "received",
          "completed",
          0,
          "2026-04-01",
          "ord_1",
          26,
        ],
      ]
    `)
    expect(compiled(sqlite, { late: false, receiptStatus: 'partial' })).toMatchInlineSnapshot(`
      [
        "from "purchase_order" where not (("stage" in (?, ?, ?, ?, ?, ?, ?, ?) and coalesce("due_on", '9999-12-31') < ?) or ("stage" in (?) and coalesce("ready_on", '9999-12-31') < ?) or ("stage" in (?) and coalesce("eta_on", '9999-12-31') < ?)) and ("stage" not in (?, ?) and exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "received_quantity" > ?) and exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "quantity" > "received_quantity" + "cancelled_quantity")) order by "id" desc limit ?",
        [
          "draft",
          "pending_approval",
          "approved",
          "ordered",
          "confirmed",
          "in_production",
          "shipped",
          "customs",
          "2026-04-01",
          "in_production",
          "2026-04-01",
          "shipped",
          "2026-04-01",
          "received",
          "completed",
          0,
          26,
        ],
      ]
    `)
  })

  it('is this on PostgreSQL', () => {
    expect(compiled(postgres, {})).toMatchInlineSnapshot(`
      [
        "from "purchase_order" order by "id" desc limit $1",
        [
          26,
        ],
      ]
    `)
    expect(compiled(postgres, all)).toMatchInlineSnapshot(`
      [
        "from "purchase_order" where "search_key" like $1 escape '\\' and "stage" = $2 and "supplier_id" = $3 and "on_hold" = $4 and exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "purchase_order_line"."product_id" = $5) and (("stage" in ($6, $7, $8, $9, $10, $11, $12, $13) and coalesce("due_on", '9999-12-31') < $14) or ("stage" in ($15) and coalesce("ready_on", '9999-12-31') < $16) or ("stage" in ($17) and coalesce("eta_on", '9999-12-31') < $18)) and ("stage" in ($19, $20) or (exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "received_quantity" > $21) and not exists (select 1 as "one" from "purchase_order_line" where "purchase_order_line"."order_id" = "purchase_order"."id" and "quantity" > "received_quantity" + "cancelled_quantity"))) and ("due_on", "id") > ($22, $23) order by "due_on" asc, "id" asc limit $24",
        [
          "%po\\_%",
          "shipped",
          "sup_1",
          1,
          "prd_1",
          "draft",
          "pending_approval",
          "approved",
          "ordered",
          "confirmed",
          "in_production",
          "shipped",
          "customs",
          "2026-04-01",
          "in_production",
          "2026-04-01",
          "shipped",
          "2026-04-01",
          "received",
          "completed",
          0,
          "2026-04-01",
          "ord_1",
          26,
        ],
      ]
    `)
  })
})

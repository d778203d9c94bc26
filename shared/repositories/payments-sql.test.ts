import { afterAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../db/open-database.ts'
import { openPostgres } from '../db/postgres.ts'
import { migratedSqliteBytes, openSqliteCopy } from '../db/sqlite.node.ts'
import { encodeCursor } from './page.ts'
import { type PaymentFilter, paymentsQuery } from './payments.ts'

// Neither runs a query: PostgreSQL is not even connected to.
const sqlite = openSqliteCopy(await migratedSqliteBytes())
const postgres = openPostgres('postgres://nobody@127.0.0.1:9/nothing')
afterAll(() => Promise.all([sqlite.close(), postgres.close()]))

/** What comes after the columns. */
function compiled({ db }: OpenDatabase, filter: Partial<PaymentFilter>): string {
  const query = paymentsQuery(db, { sort: 'dueOn', limit: 25, equal: {}, ...filter })
  const { sql } = query.compile()
  expect(sql).toMatch(/^select "id", "order_id" .* from "payment" /)
  return sql.slice(sql.indexOf('from "payment"'))
}

const all: Partial<PaymentFilter> = {
  equal: { orderId: 'ord_1', supplierId: undefined, currency: 'EUR' },
  overdue: { is: true, today: '2026-03-02' },
  dueFrom: '2026-01-01',
  dueTo: '2026-12-31',
  cursor: encodeCursor('payment dueOn', '2026-02-01', 'pay_1'),
}

describe('the SQL of paymentsQuery', () => {
  it('is this on SQLite', () => {
    expect(compiled(sqlite, {})).toMatchInlineSnapshot(
      `"from "payment" order by "due_key" asc, "id" asc limit ?"`,
    )
    expect(compiled(sqlite, all)).toMatchInlineSnapshot(
      `"from "payment" where "order_id" = ? and "currency" = ? and ("status" in (?, ?, ?, ?) and "due_key" < ?) and "due_key" >= ? and "due_key" < ? and "due_key" <= ? and ("due_key", "id") > (?, ?) order by "due_key" asc, "id" asc limit ?"`,
    )
    expect(compiled(sqlite, { sort: '-createdAt' })).toMatchInlineSnapshot(
      `"from "payment" order by "id" desc limit ?"`,
    )
  })

  it('is this on PostgreSQL', () => {
    expect(compiled(postgres, {})).toMatchInlineSnapshot(
      `"from "payment" order by "due_key" asc, "id" asc limit $1"`,
    )
    expect(compiled(postgres, all)).toMatchInlineSnapshot(
      `"from "payment" where "order_id" = $1 and "currency" = $2 and ("status" in ($3, $4, $5, $6) and "due_key" < $7) and "due_key" >= $8 and "due_key" < $9 and "due_key" <= $10 and ("due_key", "id") > ($11, $12) order by "due_key" asc, "id" asc limit $13"`,
    )
    expect(compiled(postgres, { sort: '-createdAt' })).toMatchInlineSnapshot(
      `"from "payment" order by "id" desc limit $1"`,
    )
  })
})

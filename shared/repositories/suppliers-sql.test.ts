import { afterAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../db/open-database.ts'
import { openPostgres } from '../db/postgres.ts'
import { migratedSqliteBytes, openSqliteCopy } from '../db/sqlite.node.ts'
import { encodeCursor } from './page.ts'
import { type SupplierFilter, suppliersQuery } from './suppliers.ts'

// Neither runs a query: PostgreSQL is not even connected to.
const sqlite = openSqliteCopy(await migratedSqliteBytes())
const postgres = openPostgres('postgres://nobody@127.0.0.1:9/nothing')
afterAll(() => Promise.all([sqlite.close(), postgres.close()]))

/** What comes after the columns, and the parameters. */
function compiled({ db }: OpenDatabase, filter: Partial<SupplierFilter>) {
  const query = suppliersQuery(db, { sort: 'name', limit: 25, ...filter })
  const { sql, parameters } = query.compile()
  expect(sql).toMatch(/^select "id", "name", "name_key" .* from "supplier" /)
  return [sql.slice(sql.indexOf('from "supplier"')), parameters]
}

const cursor = encodeCursor('supplier name', 'acme', 'sup_1')
const all = { search: '50%_\\', active: true, country: 'DE', cursor }

describe('the SQL of suppliersQuery', () => {
  it('is this on SQLite', () => {
    expect(compiled(sqlite, {})).toMatchInlineSnapshot(`
      [
        "from "supplier" order by "name_key" asc, "id" asc limit ?",
        [
          26,
        ],
      ]
    `)
    expect(compiled(sqlite, all)).toMatchInlineSnapshot(`
      [
        "from "supplier" where ("name_key" like ? escape '\\' or "code_key" like ? escape '\\') and "active" = ? and "country" = ? and ("name_key", "id") > (?, ?) order by "name_key" asc, "id" asc limit ?",
        [
          "%50\\%\\_\\\\%",
          "%50\\%\\_\\\\%",
          1,
          "DE",
          "acme",
          "sup_1",
          26,
        ],
      ]
    `)
    expect(compiled(sqlite, { sort: '-createdAt' })).toMatchInlineSnapshot(`
      [
        "from "supplier" order by "id" desc limit ?",
        [
          26,
        ],
      ]
    `)
  })

  it('is this on PostgreSQL', () => {
    expect(compiled(postgres, {})).toMatchInlineSnapshot(`
      [
        "from "supplier" order by "name_key" asc, "id" asc limit $1",
        [
          26,
        ],
      ]
    `)
    expect(compiled(postgres, all)).toMatchInlineSnapshot(`
      [
        "from "supplier" where ("name_key" like $1 escape '\\' or "code_key" like $2 escape '\\') and "active" = $3 and "country" = $4 and ("name_key", "id") > ($5, $6) order by "name_key" asc, "id" asc limit $7",
        [
          "%50\\%\\_\\\\%",
          "%50\\%\\_\\\\%",
          1,
          "DE",
          "acme",
          "sup_1",
          26,
        ],
      ]
    `)
    expect(compiled(postgres, { sort: '-createdAt' })).toMatchInlineSnapshot(`
      [
        "from "supplier" order by "id" desc limit $1",
        [
          26,
        ],
      ]
    `)
  })
})

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import SqliteDatabase from 'better-sqlite3'
import postgres from 'postgres'
import { postgresSale, sqliteSale } from './bare-sale.ts'

/**
 * The bare counterpart that budgets are measured against: Hono on the same server and driver, which
 * reads the same columns of a product by a prepared statement, or runs the statements of a sale, and
 * nothing else.
 */
const [, , databaseUrl = '', port = '0'] = process.argv

const columns = `id, sku, sku_key, barcode, name, name_key, description, category_id, unit, whole_units, price,
  cost, currency, reorder_point, reorder_quantity, max_stock, pack_size, minimum_order, supplier_id,
  lead_time_days, version, created_at, updated_at, deleted_at, on_hand, reserved`

const app = new Hono()
app.get('/api/health', (c) => c.json({ status: 'ok' }))

if (databaseUrl.startsWith('sqlite:')) {
  const database = new SqliteDatabase(databaseUrl.slice('sqlite:'.length), { readonly: true })
  const statement = database.prepare(`select ${columns} from product where id = ?`)
  app.get('/api/products/:id', (c) => {
    const row = statement.get(c.req.param('id'))
    return row === undefined ? c.notFound() : c.json(row)
  })
  app.post('/api/inventory/sale', sqliteSale(databaseUrl.slice('sqlite:'.length)))
} else {
  // As numbers, which every stored integer fits into, like the application takes them.
  const bigint = { to: 20, from: [20], serialize: String, parse: Number }
  const sql = postgres(databaseUrl, { max: 10, types: { bigint } })
  app.post('/api/inventory/sale', postgresSale(sql as unknown as postgres.Sql))
  app.get('/api/products/:id', async (c) => {
    const query = `select ${columns} from product where id = $1`
    const [row] = await sql.unsafe(query, [c.req.param('id')], { prepare: true })
    return row === undefined ? c.notFound() : c.json(row)
  })
}

serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, (address) => {
  console.log(JSON.stringify({ event: 'ready', port: address.port }))
})

import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Suppliers, categories, locations, and products with their prices and search terms. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`
  const now = new Date().toISOString()

  await db.schema
    .createTable('supplier')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('code', text)
    .addColumn('code_key', text)
    .addColumn('email', text)
    .addColumn('phone', text)
    .addColumn('address', text)
    .addColumn('country', text)
    .addColumn('currency', text)
    .addColumn('lead_time_days', 'integer')
    .addColumn('terms', text)
    .addColumn('notes', text)
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await index(db, 'supplier_name', 'supplier', ['name_key', 'id'])
  await uniqueIndex(db, 'supplier_code', 'supplier', ['code_key'])

  await db.schema
    .createTable('supplier_contact')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('supplier_id', text, (c) => c.notNull().references('supplier.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('role', text)
    .addColumn('email', text)
    .addColumn('phone', text)
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await index(db, 'supplier_contact_supplier', 'supplier_contact', ['supplier_id', 'id'])

  await db.schema
    .createTable('category')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('parent_id', text, (c) => c.references('category.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await uniqueIndex(db, 'category_name', 'category', ['name_key'])
  await index(db, 'category_parent', 'category', ['parent_id'])

  await db.schema
    .createTable('location')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('address', text)
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await uniqueIndex(db, 'location_name', 'location', ['name_key'])
  await sql`insert into location (id, name, name_key, active, version, created_at, updated_at)
    values ('loc_00000000000000000000000000', 'main', 'main', 1, 1, ${now}, ${now})`.execute(db)

  await db.schema
    .createTable('product')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('sku', text, (c) => c.notNull())
    .addColumn('sku_key', text, (c) => c.notNull())
    .addColumn('barcode', text)
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('description', text)
    .addColumn('category_id', text, (c) => c.references('category.id'))
    .addColumn('unit', text, (c) => c.notNull())
    .addColumn('whole_units', 'integer', (c) => c.notNull())
    .addColumn('price', 'bigint', (c) => c.notNull().check(sql`price >= 0`))
    .addColumn('cost', 'bigint', (c) => c.notNull().check(sql`cost >= 0`))
    .addColumn('currency', text, (c) => c.notNull())
    .addColumn('reorder_point', 'bigint', (c) => c.notNull())
    .addColumn('reorder_quantity', 'bigint', (c) => c.notNull())
    .addColumn('max_stock', 'bigint')
    // Sold by the supplier in multiples of this, and not fewer than that.
    .addColumn('pack_size', 'bigint')
    .addColumn('minimum_order', 'bigint')
    .addColumn('supplier_id', text, (c) => c.references('supplier.id'))
    .addColumn('lead_time_days', 'integer')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addColumn('deleted_at', text)
    // The stock over all locations, so that no list has to add levels up.
    .addColumn('on_hand', 'bigint', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`on_hand >= 0`),
    )
    .addColumn('reserved', 'bigint', (c) =>
      c
        .notNull()
        .defaultTo(0)
        .check(sql`reserved >= 0`),
    )
    .addColumn('average_cost', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('stock_status', text, (c) => c.notNull().generatedAlwaysAs(stockStatus).stored())
    .execute()
  const unlessDeleted = sql.ref('deleted_at')
  await db.schema
    .createIndex('product_sku')
    .unique()
    .on('product')
    .column('sku_key')
    .where(unlessDeleted, 'is', null)
    .execute()
  await db.schema
    .createIndex('product_barcode')
    .unique()
    .on('product')
    .column('barcode')
    .where(unlessDeleted, 'is', null)
    // Else PostgreSQL may walk this index for a SKU, when it planned the statement on an empty table.
    .where(sql.ref('barcode'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('product_deleted')
    .on('product')
    .columns(['name_key', 'id'])
    .where(unlessDeleted, 'is not', null)
    .execute()
  await index(db, 'product_name', 'product', ['name_key', 'id'])
  await index(db, 'product_price', 'product', ['price', 'id'])
  await index(db, 'product_updated', 'product', ['updated_at', 'id'])
  await index(db, 'product_supplier', 'product', ['supplier_id', 'name_key', 'id'])
  await index(db, 'product_status', 'product', ['stock_status', 'name_key', 'id'])
  await index(db, 'product_category', 'product', ['category_id', 'name_key', 'id'])

  const terms = db.schema
    .createTable('product_term')
    .addColumn('term', text, (c) => c.notNull())
    // No reference to the product: it would be checked for each of its words, and cost an import a
    // quarter of its time on PostgreSQL. Products are never removed, only marked as deleted.
    .addColumn('product_id', text, (c) => c.notNull())
    // The name is repeated here, so that hits are sorted without looking at the products.
    .addColumn('name_key', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('product_term_pk', ['term', 'product_id', 'name_key'])
  await (postgres ? terms : terms.modifyEnd(sql`without rowid`)).execute()
  await index(db, 'product_term_product', 'product_term', ['product_id', 'term'])

  await db.schema
    .createTable('price_change')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('currency', text, (c) => c.notNull())
    .addColumn('old_price', 'bigint')
    .addColumn('new_price', 'bigint', (c) => c.notNull())
    .addColumn('old_cost', 'bigint')
    .addColumn('new_cost', 'bigint', (c) => c.notNull())
    .execute()
  await index(db, 'price_change_product', 'price_change', ['product_id', 'id'])
}

/** The rule of `shared/domain/stock-status.ts`, for lists that filter by it. */
const stockStatus = sql`case
  when on_hand - reserved <= 0 then 'out'
  when on_hand - reserved <= reorder_point then 'low'
  when max_stock is not null and on_hand > max_stock then 'over'
  else 'ok'
end`

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = [
    'price_change',
    'product_term',
    'product',
    'location',
    'category',
    'supplier_contact',
    'supplier',
  ]
  for (const table of tables) await db.schema.dropTable(table).execute()
}

async function index(db: Kysely<unknown>, name: string, table: string, columns: string[]) {
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}

async function uniqueIndex(db: Kysely<unknown>, name: string, table: string, columns: string[]) {
  await db.schema.createIndex(name).unique().on(table).columns(columns).execute()
}

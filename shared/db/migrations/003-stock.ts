import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** The stock ledger: levels, movements, revaluations, reservations and counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema
    .createTable('stock_level')
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('location_id', text, (c) => c.notNull().references('location.id'))
    .addColumn('on_hand', 'bigint', (c) => c.notNull().check(sql`on_hand >= 0`))
    .addColumn('reserved', 'bigint', (c) => c.notNull().check(sql`reserved >= 0`))
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('stock_level_pk', ['product_id', 'location_id'])
    .execute()
  await db.schema
    .createIndex('stock_level_location')
    .on('stock_level')
    .columns(['location_id', 'product_id'])
    .execute()

  await db.schema
    .createTable('stock_movement')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('location_id', text, (c) => c.notNull().references('location.id'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('quantity', 'bigint', (c) => c.notNull())
    .addColumn('balance_after', 'bigint', (c) => c.notNull().check(sql`balance_after >= 0`))
    .addColumn('total_after', 'bigint', (c) => c.notNull().check(sql`total_after >= 0`))
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('unit_cost', 'bigint', (c) => c.notNull())
    .addColumn('unit_price', 'bigint')
    .addColumn('price_currency', text)
    .addColumn('value_change', 'bigint', (c) => c.notNull())
    .addColumn('large_value_change', text)
    .addColumn('reason', text)
    .addColumn('reference', text)
    .addColumn('batch_id', text, (c) => c.notNull())
    .addColumn('order_id', text)
    .addColumn('order_line_id', text)
    .addColumn('count_id', text)
    .addColumn('reverses_id', text)
    .addColumn('returns_id', text)
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('stock_movement_sequence')
    .unique()
    .on('stock_movement')
    .columns(['product_id', 'location_id', 'sequence'])
    .execute()
  // The columns behind the id spare the monitor, which reads all of them, the way to the rows.
  await db.schema
    .createIndex('stock_movement_product')
    .on('stock_movement')
    .columns(['product_id', 'id', 'kind', 'quantity', 'total_after'])
    .execute()
  await db.schema
    .createIndex('stock_movement_location')
    .on('stock_movement')
    .columns(['location_id', 'id'])
    .execute()
  // The columns behind the id spare the reports the way to the rows.
  await db.schema
    .createIndex('stock_movement_kind')
    .on('stock_movement')
    .columns([
      'kind',
      'id',
      'quantity',
      'unit_cost',
      'unit_price',
      'price_currency',
      'value_change',
    ])
    .execute()
  await db.schema
    .createIndex('stock_movement_large')
    .on('stock_movement')
    .columns(['id'])
    .where(sql.ref('large_value_change'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('stock_movement_reverses')
    .unique()
    .on('stock_movement')
    .columns(['reverses_id'])
    .where(sql.ref('reverses_id'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('stock_movement_returns')
    .on('stock_movement')
    .columns(['returns_id'])
    .where(sql.ref('returns_id'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('stock_movement_order')
    .on('stock_movement')
    .columns(['order_id', 'id'])
    .where(sql.ref('order_id'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('stock_movement_count')
    .on('stock_movement')
    .columns(['count_id', 'product_id'])
    .where(sql.ref('count_id'), 'is not', null)
    .execute()

  await db.schema
    .createTable('stock_revaluation')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('amount', 'bigint', (c) => c.notNull())
    .addColumn('old_average_cost', 'bigint', (c) => c.notNull())
    .addColumn('new_average_cost', 'bigint', (c) => c.notNull())
    .addColumn('on_hand', 'bigint', (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('reference', text)
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('stock_revaluation_product')
    .on('stock_revaluation')
    .columns(['product_id', 'id'])
    .execute()
  await db.schema
    .createIndex('stock_revaluation_at')
    .on('stock_revaluation')
    .columns(['at'])
    .execute()

  await db.schema
    .createTable('stock_reservation')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('location_id', text, (c) => c.notNull().references('location.id'))
    .addColumn('quantity', 'bigint', (c) => c.notNull().check(sql`quantity > 0`))
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('reference', text)
    .addColumn('movement_id', text)
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('closed_at', text)
    .execute()
  await db.schema
    .createIndex('stock_reservation_state')
    .on('stock_reservation')
    .columns(['state', 'id'])
    .execute()
  await db.schema
    .createIndex('stock_reservation_product')
    .on('stock_reservation')
    .columns(['product_id', 'id'])
    .execute()

  await db.schema
    .createTable('stock_count')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('location_id', text, (c) => c.notNull().references('location.id'))
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('blind', 'integer', (c) => c.notNull())
    .addColumn('note', text)
    // Kept by those who write the lines, so that a list of counts need not read them.
    .addColumn('line_count', 'integer', (c) => c.notNull())
    .addColumn('counted_count', 'integer', (c) => c.notNull())
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addColumn('posted_at', text)
    .execute()
  await db.schema
    .createIndex('stock_count_state')
    .on('stock_count')
    .columns(['state', 'id'])
    .execute()

  await db.schema
    .createTable('stock_count_line')
    .addColumn('count_id', text, (c) => c.notNull().references('stock_count.id'))
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('location_id', text, (c) => c.notNull())
    .addColumn('open', 'integer', (c) => c.notNull())
    .addColumn('expected', 'bigint', (c) => c.notNull())
    .addColumn('counted', 'bigint')
    .addColumn('recounted', 'bigint')
    .addColumn('counted_by', text)
    .addColumn('counted_at', text)
    .addPrimaryKeyConstraint('stock_count_line_pk', ['count_id', 'product_id'])
    .execute()
  // Nothing is counted twice at once: the second count would post a difference for the second time.
  await db.schema
    .createIndex('stock_count_line_open')
    .unique()
    .on('stock_count_line')
    .columns(['location_id', 'product_id'])
    .where(sql.ref('open'), '=', sql.lit(1))
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = [
    'stock_count_line',
    'stock_count',
    'stock_reservation',
    'stock_revaluation',
    'stock_movement',
    'stock_level',
  ]
  for (const table of tables) await db.schema.dropTable(table).execute()
}

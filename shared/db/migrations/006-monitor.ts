import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Forecasts, alerts, and which process runs the monitor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema
    .createTable('product_forecast')
    // No foreign key: to check it takes a fifth of a run, and the next run removes what is too much.
    .addColumn('product_id', text, (c) => c.primaryKey().notNull())
    .addColumn('supplier_id', text)
    .addColumn('available', 'bigint', (c) => c.notNull())
    .addColumn('daily_demand', 'bigint', (c) => c.notNull())
    .addColumn('observed_days', 'integer', (c) => c.notNull())
    .addColumn('days_until_stockout', 'integer')
    .addColumn('stockout_rank', 'bigint', (c) => c.notNull())
    .addColumn('stockout_on', text)
    .addColumn('days_with_incoming', 'integer')
    .addColumn('next_receipt_on', text)
    .addColumn('gap_days', 'integer')
    .addColumn('incoming', 'bigint', (c) => c.notNull())
    .addColumn('computed_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('product_forecast_days')
    .on('product_forecast')
    .columns(['stockout_rank', 'product_id'])
    .execute()
  await db.schema
    .createIndex('product_forecast_supplier')
    .on('product_forecast')
    .columns(['supplier_id', 'stockout_rank', 'product_id'])
    .execute()

  await db.schema
    .createTable('alert')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('location_id', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('severity', 'integer', (c) => c.notNull())
    .addColumn('details', text, (c) => c.notNull())
    .addColumn('opened_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addColumn('acknowledged_by_id', text)
    .addColumn('acknowledged_by_name', text)
    .addColumn('snoozed_until', text)
    .addColumn('resolved_at', text)
    .addColumn('mailed_at', text)
    .addColumn('mailed_severity', 'integer')
    .addColumn('version', 'integer', (c) => c.notNull())
    .execute()
  // One alert of a kind for a product at a location, until it is resolved.
  await db.schema
    .createIndex('alert_open')
    .unique()
    .on('alert')
    .columns(['product_id', 'location_id', 'kind'])
    .where(sql.ref('resolved_at'), 'is', null)
    .execute()
  await db.schema.createIndex('alert_state').on('alert').columns(['state', 'id']).execute()
  await db.schema
    .createIndex('alert_state_severity')
    .on('alert')
    .columns(['state', 'severity', 'id'])
    .execute()
  await db.schema.createIndex('alert_severity').on('alert').columns(['severity', 'id']).execute()
  await db.schema.createIndex('alert_kind').on('alert').columns(['kind', 'id']).execute()
  await db.schema.createIndex('alert_product').on('alert').columns(['product_id', 'id']).execute()

  await db.schema
    .createTable('monitor_run')
    .addColumn('name', text, (c) => c.primaryKey().notNull())
    .addColumn('holder', text)
    .addColumn('started_at', text)
    .addColumn('locked_until', text)
    .addColumn('finished_at', text)
    .addColumn('result', text)
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = ['monitor_run', 'alert', 'product_forecast']
  for (const table of tables) await db.schema.dropTable(table).execute()
}

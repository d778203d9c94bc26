import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Purchase orders with their lines, history and receipts, and number series. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema
    .createTable('number_series')
    .addColumn('name', text, (c) => c.primaryKey().notNull())
    .addColumn('next', 'integer', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('purchase_order')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('number', text, (c) => c.notNull())
    .addColumn('search_key', text, (c) => c.notNull())
    .addColumn('supplier_id', text, (c) => c.notNull().references('supplier.id'))
    .addColumn('stage', text, (c) => c.notNull())
    .addColumn('stage_since', text, (c) => c.notNull())
    .addColumn('on_hold', 'integer', (c) => c.notNull())
    .addColumn('hold_reason', text)
    .addColumn('cancel_reason', text)
    .addColumn('currency', text, (c) => c.notNull())
    .addColumn('exchange_rate', 'bigint', (c) => c.notNull().check(sql`exchange_rate > 0`))
    .addColumn('terms', text)
    .addColumn('expected_on', text)
    .addColumn('promised_on', text)
    .addColumn('due_on', text, (c) => c.notNull())
    .addColumn('ready_on', text)
    .addColumn('eta_on', text)
    .addColumn('arrived_on', text)
    .addColumn('subtotal', 'bigint', (c) => c.notNull())
    .addColumn('tax', 'bigint', (c) => c.notNull())
    .addColumn('shipping', 'bigint', (c) => c.notNull())
    .addColumn('other', 'bigint', (c) => c.notNull())
    .addColumn('total', 'bigint', (c) => c.notNull())
    .addColumn('submitted_total', 'bigint')
    .addColumn('approved_total', 'bigint')
    .addColumn('approved_by_id', text)
    .addColumn('approved_by_name', text)
    .addColumn('supplier_reference', text)
    .addColumn('carrier', text)
    .addColumn('tracking', text)
    .addColumn('customs_entry', text)
    .addColumn('duty', 'bigint')
    .addColumn('sent_at', text)
    .addColumn('sent_by', text)
    .addColumn('document_version', 'integer', (c) => c.notNull())
    .addColumn('notes', text)
    .addColumn('closing_note', text)
    .addColumn('unpaid_waived', 'integer', (c) => c.notNull())
    .addColumn('author_id', text)
    .addColumn('author_name', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('purchase_order_number')
    .unique()
    .on('purchase_order')
    .columns(['number'])
    .execute()
  await db.schema
    .createIndex('purchase_order_supplier')
    .on('purchase_order')
    .columns(['supplier_id', 'id'])
    .execute()
  // The columns behind the id spare the count of late orders the way to the rows.
  await db.schema
    .createIndex('purchase_order_stage')
    .on('purchase_order')
    .columns(['stage', 'id', 'currency', 'on_hold', 'due_on', 'ready_on', 'eta_on', 'total'])
    .execute()
  await db.schema
    .createIndex('purchase_order_updated')
    .on('purchase_order')
    .columns(['updated_at', 'id'])
    .execute()
  await db.schema
    .createIndex('purchase_order_due')
    .on('purchase_order')
    .columns(['due_on', 'id'])
    .execute()

  await db.schema
    .createTable('purchase_order_line')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('order_id', text, (c) => c.notNull().references('purchase_order.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('product_id', text, (c) => c.notNull().references('product.id'))
    .addColumn('sku', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('quantity', 'bigint', (c) => c.notNull().check(sql`quantity > 0`))
    .addColumn('unit_cost', 'bigint', (c) => c.notNull().check(sql`unit_cost >= 0`))
    .addColumn('discount_percent', 'integer', (c) => c.notNull())
    .addColumn('line_total', 'bigint', (c) => c.notNull())
    .addColumn('received_quantity', 'bigint', (c) => c.notNull().check(sql`received_quantity >= 0`))
    .addColumn('rejected_quantity', 'bigint', (c) => c.notNull().check(sql`rejected_quantity >= 0`))
    .addColumn('cancelled_quantity', 'bigint', (c) =>
      c.notNull().check(sql`cancelled_quantity >= 0`),
    )
    .addColumn('reason', text)
    .execute()
  await db.schema
    .createIndex('purchase_order_line_order')
    .unique()
    .on('purchase_order_line')
    .columns(['order_id', 'position'])
    .execute()
  await db.schema
    .createIndex('purchase_order_line_product')
    .on('purchase_order_line')
    .columns(['product_id', 'order_id'])
    .execute()

  await db.schema
    .createTable('purchase_order_history')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('order_id', text, (c) => c.notNull().references('purchase_order.id'))
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('event', text, (c) => c.notNull())
    .addColumn('from_stage', text)
    .addColumn('to_stage', text)
    .addColumn('note', text)
    .addColumn('details', text)
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('purchase_order_history_order')
    .on('purchase_order_history')
    .columns(['order_id', 'id'])
    .execute()

  await db.schema
    .createTable('goods_receipt')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('order_id', text, (c) => c.notNull().references('purchase_order.id'))
    .addColumn('location_id', text, (c) => c.notNull().references('location.id'))
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('exchange_rate', 'bigint', (c) => c.notNull())
    .addColumn('reference', text)
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('goods_receipt_order')
    .on('goods_receipt')
    .columns(['order_id', 'id'])
    .execute()

  await db.schema
    .createTable('goods_receipt_line')
    .addColumn('receipt_id', text, (c) => c.notNull().references('goods_receipt.id'))
    .addColumn('order_line_id', text, (c) => c.notNull().references('purchase_order_line.id'))
    .addColumn('quantity', 'bigint', (c) => c.notNull().check(sql`quantity >= 0`))
    .addColumn('rejected_quantity', 'bigint', (c) => c.notNull().check(sql`rejected_quantity >= 0`))
    .addColumn('reject_reason', text)
    .addColumn('movement_id', text)
    .addPrimaryKeyConstraint('goods_receipt_line_pk', ['receipt_id', 'order_line_id'])
    .execute()
  await db.schema
    .createIndex('goods_receipt_line_line')
    .on('goods_receipt_line')
    .columns(['order_line_id'])
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = [
    'goods_receipt_line',
    'goods_receipt',
    'purchase_order_history',
    'purchase_order_line',
    'purchase_order',
    'number_series',
  ]
  for (const table of tables) await db.schema.dropTable(table).execute()
}

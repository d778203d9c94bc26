import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Payments to suppliers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema
    .createTable('payment')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('order_id', text, (c) => c.references('purchase_order.id'))
    .addColumn('supplier_id', text, (c) => c.references('supplier.id'))
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('amount', 'bigint', (c) => c.notNull().check(sql`amount > 0`))
    .addColumn('currency', text, (c) => c.notNull())
    .addColumn('due_on', text)
    .addColumn('due_key', text, (c) => c.notNull())
    .addColumn('due_trigger', text)
    .addColumn('due_days', 'integer', (c) => c.notNull())
    .addColumn('paid_on', text)
    .addColumn('method', text)
    .addColumn('reference', text)
    .addColumn('notes', text)
    .addColumn('refunds_id', text, (c) => c.references('payment.id'))
    .addColumn('refunded', 'bigint', (c) =>
      c.notNull().check(sql`refunded >= 0 and refunded <= amount`),
    )
    .addColumn('planned', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('payment_order').on('payment').columns(['order_id', 'id']).execute()
  await db.schema
    .createIndex('payment_supplier')
    .on('payment')
    .columns(['supplier_id', 'id'])
    .execute()
  await db.schema.createIndex('payment_due').on('payment').columns(['due_key', 'id']).execute()
  await db.schema
    .createIndex('payment_status')
    .on('payment')
    .columns(['status', 'due_key', 'id'])
    .execute()
  await db.schema.createIndex('payment_refunds').on('payment').columns(['refunds_id']).execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = ['payment']
  for (const table of tables) await db.schema.dropTable(table).execute()
}

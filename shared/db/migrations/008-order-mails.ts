import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Mails with an address for answers and with files, and which of them took an order to its supplier. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema.alterTable('mail_message').addColumn('reply_to', text).execute()
  await db.schema.alterTable('mail_message').addColumn('kept', 'integer').execute()

  await db.schema
    .createTable('mail_attachment')
    .addColumn('mail_id', text, (c) =>
      c.notNull().references('mail_message.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('mail_attachment_pk', ['mail_id', 'position'])
    .execute()

  await db.schema
    .createTable('purchase_order_mail')
    .addColumn('mail_id', text, (c) =>
      c.primaryKey().notNull().references('mail_message.id').onDelete('cascade'),
    )
    .addColumn('order_id', text, (c) =>
      c.notNull().references('purchase_order.id').onDelete('cascade'),
    )
    .addColumn('document_version', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('purchase_order_mail_order')
    .on('purchase_order_mail')
    .columns(['order_id', 'mail_id'])
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['purchase_order_mail', 'mail_attachment']) {
    await db.schema.dropTable(table).execute()
  }
  for (const column of ['kept', 'reply_to']) {
    await db.schema.alterTable('mail_message').dropColumn(column).execute()
  }
}

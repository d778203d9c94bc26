import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** The outbox of events and the webhooks that are told of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema
    .createTable('event')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('entity', text, (c) => c.notNull())
    .addColumn('entity_ids', text, (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('request_id', text, (c) => c.notNull())
    .addColumn('position', 'bigint')
    .execute()
  await db.schema
    .createIndex('event_position')
    .unique()
    .on('event')
    .columns(['position'])
    .where(sql.ref('position'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('event_unnumbered')
    .on('event')
    .columns(['id'])
    .where(sql.ref('position'), 'is', null)
    .execute()

  await db.schema
    .createTable('webhook')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('url', text, (c) => c.notNull())
    .addColumn('description', text)
    .addColumn('types', text, (c) => c.notNull())
    .addColumn('sealed_secret', text, (c) => c.notNull())
    .addColumn('sealed_old_secret', text)
    .addColumn('old_secret_until', text)
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('webhook_delivery')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('webhook_id', text, (c) => c.notNull().references('webhook.id'))
    .addColumn('event_id', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_attempt_at', text, (c) => c.notNull())
    .addColumn('last_status', 'integer')
    .addColumn('last_error', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('delivered_at', text)
    .execute()
  await db.schema
    .createIndex('webhook_delivery_due')
    .on('webhook_delivery')
    .columns(['webhook_id', 'state', 'next_attempt_at'])
    .execute()
  await db.schema
    .createIndex('webhook_delivery_webhook')
    .on('webhook_delivery')
    .columns(['webhook_id', 'id'])
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = ['webhook_delivery', 'webhook', 'event']
  for (const table of tables) await db.schema.dropTable(table).execute()
}

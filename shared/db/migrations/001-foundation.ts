import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** People, settings, audit, mail: what every area of Stockroom stands on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  // Byte order on both databases: keyset pages and prefix ranges must agree with `order by`.
  const text = postgres ? sql`text collate "C"` : sql`text`

  await db.schema
    .createTable('settings')
    .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('company_name', text, (c) => c.notNull())
    .addColumn('currency', text, (c) => c.notNull())
    .addColumn('time_zone', text, (c) => c.notNull())
    .addColumn('approval_limit', 'bigint')
    .addColumn('over_receipt_tolerance', 'integer', (c) => c.notNull())
    .addColumn('alert_recipients', text, (c) => c.notNull())
    .addColumn('alert_hour_from', 'integer', (c) => c.notNull())
    .addColumn('alert_hour_to', 'integer', (c) => c.notNull())
    .addColumn('mfa_required_roles', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('app_user')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('email', text, (c) => c.notNull())
    .addColumn('email_key', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('password_hash', text)
    .addColumn('mfa_secret', text)
    .addColumn('mfa_enabled', 'integer', (c) => c.notNull())
    .addColumn('mfa_last_step', 'bigint', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .execute()
  await uniqueIndex(db, 'app_user_email_key', 'app_user', ['email_key'])
  await index(db, 'app_user_created', 'app_user', ['created_at', 'id'])

  await db.schema
    .createTable('recovery_code')
    .addColumn('code_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('user_id', text, (c) => c.notNull().references('app_user.id'))
    .addColumn('used_at', text)
    .execute()
  await index(db, 'recovery_code_user', 'recovery_code', ['user_id'])

  await db.schema
    .createTable('session')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('user_id', text, (c) => c.notNull().references('app_user.id'))
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('last_used_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('revoked_at', text)
    .addColumn('ip', text)
    .addColumn('user_agent', text)
    .execute()
  await index(db, 'session_user', 'session', ['user_id', 'id'])

  await db.schema
    .createTable('refresh_token')
    .addColumn('token_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('session_id', text, (c) => c.notNull().references('session.id').onDelete('cascade'))
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('used_at', text)
    .execute()
  await index(db, 'refresh_token_session', 'refresh_token', ['session_id'])

  await db.schema
    .createTable('api_token')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('user_id', text, (c) => c.notNull().references('app_user.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('token_hash', text, (c) => c.notNull())
    .addColumn('scopes', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('last_used_at', text)
    .addColumn('revoked_at', text)
    .execute()
  await uniqueIndex(db, 'api_token_hash', 'api_token', ['token_hash'])
  await index(db, 'api_token_user', 'api_token', ['user_id', 'id'])

  await db.schema
    .createTable('password_reset')
    .addColumn('token_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('user_id', text, (c) => c.notNull().references('app_user.id'))
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('used_at', text)
    .execute()
  await index(db, 'password_reset_user', 'password_reset', ['user_id'])

  await db.schema
    .createTable('user_preference')
    .addColumn('user_id', text, (c) => c.notNull().references('app_user.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('value', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('user_preference_pk', ['user_id', 'name'])
    .execute()

  await db.schema
    .createTable('rate_counter')
    .addColumn('counter_key', text, (c) => c.primaryKey().notNull())
    .addColumn('hits', 'integer', (c) => c.notNull())
    .addColumn('reset_at', 'bigint', (c) => c.notNull())
    .execute()
  await index(db, 'rate_counter_reset', 'rate_counter', ['reset_at'])

  await db.schema
    .createTable('idempotency_key')
    .addColumn('actor_id', text, (c) => c.notNull())
    .addColumn('request_key', text, (c) => c.notNull())
    .addColumn('request_hash', text, (c) => c.notNull())
    .addColumn('result', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_key_pk', ['actor_id', 'request_key'])
    .execute()
  await index(db, 'idempotency_key_created', 'idempotency_key', ['created_at'])

  await db.schema
    .createTable('audit_seal')
    .addColumn('number', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('sealed_at', text, (c) => c.notNull())
    .addColumn('entry_count', 'integer', (c) => c.notNull())
    .addColumn('entry_hashes', text, (c) => c.notNull())
    .addColumn('previous_hash', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('audit_entry')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('actor_id', text)
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('entity', text, (c) => c.notNull())
    .addColumn('entity_id', text, (c) => c.notNull())
    .addColumn('old_values', text)
    .addColumn('new_values', text)
    .addColumn('request_id', text, (c) => c.notNull())
    .addColumn('ip', text)
    .addColumn('seal_number', 'integer')
    .execute()
  await index(db, 'audit_entry_record', 'audit_entry', ['entity_id', 'id'])
  await index(db, 'audit_entry_topic', 'audit_entry', ['entity', 'action', 'id'])
  await index(db, 'audit_entry_actor', 'audit_entry', ['actor_id', 'entity', 'action', 'id'])
  await db.schema
    .createIndex('audit_entry_unsealed')
    .on('audit_entry')
    .column('id')
    .where(sql.ref('seal_number'), 'is', null)
    .execute()
  await db.schema
    .createIndex('audit_entry_sealed')
    .on('audit_entry')
    .columns(['seal_number', 'id'])
    .where(sql.ref('seal_number'), 'is not', null)
    .execute()

  await db.schema
    .createTable('mail_message')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('recipient', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('sealed', 'integer', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_attempt_at', text, (c) => c.notNull())
    .addColumn('last_error', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('sent_at', text)
    .execute()
  await index(db, 'mail_message_due', 'mail_message', ['state', 'next_attempt_at'])
  await index(db, 'mail_message_state', 'mail_message', ['state', 'id'])

  await sql`insert into settings (id, company_name, currency, time_zone, over_receipt_tolerance,
    alert_recipients, alert_hour_from, alert_hour_to, mfa_required_roles, version, updated_at)
    values (1, 'My company', 'EUR', 'UTC', 0, '[]', 0, 24, '[]', 1, ${new Date().toISOString()})`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = [
    'mail_message',
    'audit_entry',
    'audit_seal',
    'idempotency_key',
    'rate_counter',
    'user_preference',
    'password_reset',
    'api_token',
    'refresh_token',
    'session',
    'recovery_code',
    'app_user',
    'settings',
  ]
  for (const table of tables) await db.schema.dropTable(table).execute()
}

async function index(db: Kysely<unknown>, name: string, table: string, columns: string[]) {
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}

async function uniqueIndex(db: Kysely<unknown>, name: string, table: string, columns: string[]) {
  await db.schema.createIndex(name).unique().on(table).columns(columns).execute()
}

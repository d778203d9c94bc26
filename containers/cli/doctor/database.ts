import { existsSync, statSync } from 'node:fs'
import { sql } from 'kysely'
import { systemActor } from '#shared/auth/actor.ts'
import { pendingMigrations } from '#shared/db/migrate.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { messageOf } from '#shared/errors.ts'
import { silentLog } from '#shared/log.ts'
import { countUnreadable } from '#shared/services/system/encrypt-anew.ts'
import { verifyAudit } from '#shared/services/audit/verify.ts'
import { verifyInventory } from '#shared/services/inventory/verify.ts'
import { type Config, secretFileOf } from '../../api/config.ts'
import { isMissing, openAsItIs, sqliteFileOf } from '../../api/database.ts'
import { operatorContext } from '../operator.ts'
import { checkClock } from './machine.ts'
import { fail, type Finding, ok, warn } from './finding.ts'

const DAY_MS = 86_400_000
const OLD_BACKUP_DAYS = 8

/** The database, its migrations and its proofs; the clock too, because the database has times. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const url = config.DATABASE_URL
  if (isMissing(url)) {
    const says = `there is no ${sqliteFileOf(url)} yet: the first start makes it`
    return [ok('database', says), checkClock([], Date.now())]
  }
  let database: OpenDatabase
  try {
    database = await openAsItIs(url)
  } catch (error) {
    const why = messageOf(error)
    const cure = 'start the database, or set DATABASE_URL'
    return [fail('database', why, cure), checkClock([], Date.now())]
  }
  try {
    return await checkOpened(config, database)
  } catch (error) {
    const why = messageOf(error)
    return [fail('database', why, 'restore a backup: stockroom restore FILE')]
  } finally {
    await database.close()
  }
}

async function checkOpened(config: Config, database: OpenDatabase): Promise<Finding[]> {
  const pending = await pendingMigrations(database.db.withoutPlugins())
  const findings = [await integrity(config, database)]
  if (pending.length > 0) {
    const says = `pending: ${pending.join(', ')}`
    const cure = 'run stockroom upgrade, or start the server'
    return [...findings, warn('migrations', says, cure), checkClock([], Date.now())]
  }
  const ctx = {
    ...(await operatorContext(config, database, 'doctor')),
    actor: systemActor('doctor'),
    log: silentLog,
  }
  const [newest] = await database.db
    .selectFrom('auditEntry')
    .select('at')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  const known = newest ? [{ whose: 'the newest audit entry', at: Date.parse(newest.at) }] : []
  const unreadable = await countUnreadable(ctx)
  const ledger = await verifyInventory(ctx)
  const audit = await verifyAudit(ctx)
  return [
    ...findings,
    ok('migrations', 'all are there'),
    ledger.ok
      ? ok('ledger', 'every level is the sum of its movements')
      : fail('ledger', 'levels and movements differ', 'see GET /api/inventory/verify'),
    audit.ok
      ? ok('audit log', 'nobody has altered it')
      : fail('audit log', 'it was altered', 'see GET /api/audit/verify'),
    unreadable === 0
      ? ok('encryption', 'everything encrypted can be read')
      : fail(
          'encryption',
          `${unreadable} encrypted values cannot be read with DB_ENCRYPTION_KEY`,
          'set DB_ENCRYPTION_KEY_PREVIOUS to the key of before and run stockroom rotate-keys',
        ),
    await checkBackup(database),
    checkClock([...known, ...(await clockOf(database))], Date.now()),
  ]
}

async function integrity(config: Config, { db, kind }: OpenDatabase): Promise<Finding> {
  if (kind === 'postgres') {
    const { rows } = await sql<{ v: string }>`show server_version`.execute(db.withoutPlugins())
    const version = Object.values(rows[0] ?? {}).join()
    return ok('database', `PostgreSQL ${version} on ${new URL(config.DATABASE_URL).host}`)
  }
  const file = sqliteFileOf(config.DATABASE_URL)
  const { rows } = await sql<Record<string, string>>`pragma quick_check(1)`.execute(
    db.withoutPlugins(),
  )
  const says = Object.values(rows[0] ?? {}).join()
  const megabytes = Math.ceil(statSync(file).size / 2 ** 20)
  return says === 'ok'
    ? ok('database', `SQLite ${file}, ${megabytes} MB, whole`)
    : fail('database', `${file} is damaged: ${says}`, 'restore a backup: stockroom restore FILE')
}

/** A database on another machine has a clock of its own. */
async function clockOf({ db, kind }: OpenDatabase): Promise<{ whose: string; at: number }[]> {
  if (kind === 'sqlite') return []
  const asked = sql<{
    ms: string
  }>`select floor(extract(epoch from clock_timestamp()) * 1000) as ms`
  const { rows } = await asked.execute(db.withoutPlugins())
  return [{ whose: 'PostgreSQL', at: Number(rows[0]?.ms) }]
}

/** Whether others can read the keys. */
export function checkKeys(config: Config): Finding {
  const files = [
    secretFileOf('SECRET_KEY', config.DATA_DIR),
    secretFileOf('DB_ENCRYPTION_KEY', config.DATA_DIR),
  ].filter((file) => existsSync(file))
  const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0)
  if (open.length > 0) {
    return warn('keys', `others can read ${open.join(' and ')}`, `chmod 600 ${open.join(' ')}`)
  }
  return ok('keys', files.length > 0 ? `in ${config.DATA_DIR}, for this user alone` : 'given')
}

/** Whether there is a backup that is not too old: copies may lie elsewhere, the audit log knows. */
async function checkBackup({ db }: OpenDatabase): Promise<Finding> {
  const newest = await db
    .selectFrom('auditEntry')
    .select('at')
    .where('entity', '=', 'database')
    .where('action', '=', 'BACKUP')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const cure = 'run stockroom backup every day, and keep copies on another machine'
  if (!newest) return warn('backup', 'nobody has made one yet', cure)
  const days = (Date.now() - Date.parse(newest.at)) / DAY_MS
  const says = `the newest is ${days < 1 ? 'of the last 24 hours' : `${Math.floor(days)} days old`}`
  return days > OLD_BACKUP_DAYS ? warn('backup', says, cure) : ok('backup', says)
}

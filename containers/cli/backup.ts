import { basename, resolve } from 'node:path'
import { mutate } from '#shared/audit/mutate.ts'
import { pendingMigrations } from '#shared/db/migrate.ts'
import { type Config, secretFileOf } from '../api/config.ts'
import { openAsItIs } from '../api/database.ts'
import { stdoutLog } from '../api/log.ts'
import { type Command, parse, wholeNumber } from './command.ts'
import { type CheckedCopy, makeCopy } from './copies/copies.ts'
import { ageOfNewest, keepNewest, keysFileOf } from './copies/files.ts'
import { backupsOf, configFor, isGiven, operatorContext } from './operator.ts'

const usage = `Copies the database while everybody works on, and checks the copy by reading all of it.

  stockroom backup [options]

  --to FOLDER            default: backups in DATA_DIR
  --keep NUMBER          remove all but the newest so many copies of the folder afterwards
  --every HOURS          stay, and do it again and again; the log goes to stdout as JSON lines
  --with-keys            write the keys beside it as well, for a folder that nobody else can read
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print what was made as JSON

A copy of SQLite is a file stockroom-<instant>.db, one of PostgreSQL an archive of pg_dump,
stockroom-<instant>.dump; stockroom restore takes both. Beside it lies its SHA-256.
Ends with 0 when a copy was made and found whole, 1 when not, 2 when it could not be tried.
`

const flags = {
  to: { type: 'string' },
  keep: { type: 'string' },
  every: { type: 'string' },
  'with-keys': { type: 'boolean' },
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

const HOUR_MS = 3_600_000
/** After a failure, so that a day is not lost to a database that was away for a minute. */
const RETRY_MS = 300_000

export const backup: Command = {
  usage,
  async run(args) {
    const { values } = parse({ args, options: flags })
    const keep = wholeNumber('--keep', values.keep, 1, 100_000)
    const every = wholeNumber('--every', values.every, 1, 8_760)
    const config = configFor(values.database)
    const folder = resolve(values.to ?? backupsOf(config))
    const options = { keep, withKeys: values['with-keys'] ?? false }
    // Keys may be exchanged from one copy to the next.
    const once = () => backUp(configFor(values.database), folder, options)
    if (every !== undefined) return forEver(once, folder, every)
    const { copy, removed } = await once()
    if (values.json) console.log(JSON.stringify({ ...copy, removed }, null, 2))
    else console.log(describe(copy, removed, config, values['with-keys'] ?? false))
    return 0
  },
}

interface Options {
  keep: number | undefined
  withKeys: boolean
}

async function backUp(config: Config, folder: string, { keep, withKeys }: Options) {
  const copy = await makeCopy(config, folder, { withKeys })
  await record(config, basename(copy.file))
  const removed = keep === undefined ? [] : await keepNewest(folder, keep)
  return { copy, removed }
}

/** Who took a copy of everything, and when, is in the audit log; not before a migration. */
async function record(config: Config, name: string): Promise<void> {
  const database = await openAsItIs(config.DATABASE_URL)
  try {
    if ((await pendingMigrations(database.db.withoutPlugins())).length > 0) return
    const ctx = await operatorContext(config, database, 'backup')
    await mutate(ctx, (_tx, audit) => {
      audit.recorded('BACKUP', 'database', name)
      return Promise.resolve()
    })
  } finally {
    await database.close()
  }
}

/** Until it is told to stop. One that starts anew waits until the newest copy is old enough. */
async function forEver(
  once: () => ReturnType<typeof backUp>,
  folder: string,
  hours: number,
): Promise<number> {
  const log = stdoutLog('info')
  const stop = () => {
    log.info('stopped')
    log.flush()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const period = hours * HOUR_MS
  const age = await ageOfNewest(folder, new Date())
  let waitMs = age === undefined ? 0 : Math.max(0, period - age)
  for (;;) {
    if (waitMs > 0) log.info('next backup', { inMinutes: Math.ceil(waitMs / 60_000) })
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitMs = period
    try {
      const { copy, removed } = await once()
      log.info('backup made', { ...copy, removed: removed.length })
    } catch (error) {
      log.error('backup failed', error)
      waitMs = Math.min(RETRY_MS, period)
    }
  }
}

function describe(
  copy: CheckedCopy,
  removed: readonly string[],
  config: Config,
  withKeys: boolean,
): string {
  const { file, bytes, rows, migration, sha256 } = copy
  const megabytes = (bytes / 1_048_576).toFixed(1)
  return [
    `${file}: ${megabytes} MB, ${rows} rows, migrated to ${migration}, checked`,
    `sha-256 ${sha256}`,
    ...(removed.length > 0 ? [`removed ${removed.length} older: ${removed.join(', ')}`] : []),
    withKeys
      ? `The keys are in ${keysFileOf(file)}: whoever has both files can read everything.`
      : keysAre(config),
  ].join('\n')
}

/** Where the keys are, which a copy of the database does not hold. */
export function keysAre({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  const where = isGiven('DB_ENCRYPTION_KEY')
    ? 'DB_ENCRYPTION_KEY in the environment'
    : secretFileOf('DB_ENCRYPTION_KEY', DATA_DIR)
  return `Keep a copy of ${where} too, elsewhere: without it two-factor secrets and secrets of webhooks in the backup cannot be read.`
}

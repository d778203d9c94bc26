import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseEnv } from 'node:util'
import { mutate } from '#shared/audit/mutate.ts'
import { messageOf } from '#shared/errors.ts'
import { countUnreadable } from '#shared/services/system/encrypt-anew.ts'
import { type Config, secretFileOf } from '../api/config.ts'
import { isMissing } from '../api/database.ts'
import { replaceSecretFile } from '../api/secret-files.ts'
import { type Command, CommandError, parse, UsageError } from './command.ts'
import { checkCopy, checkFitting, makeCopy, requireAlone, restoreCopy } from './copies/copies.ts'
import { totalRows } from './copies/contents.ts'
import { keysFileOf } from './copies/files.ts'
import { backupsOf, configFor, isGiven, withDatabase } from './operator.ts'

const usage = `Puts a backup into the place of the database. What is there now is copied first.

  stockroom restore FILE [options]

  --check                only read the backup from its first to its last byte, and change nothing
  --with-keys            also take the keys that stockroom backup --with-keys wrote beside it
  --without-backup       do not copy what is there now, for instance because it is damaged
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print what was done as JSON

The server must be stopped; with Docker Compose:
  docker compose stop backend
  docker compose run --rm --no-deps backup stockroom restore /backups/FILE
  docker compose up -d
A backup of an older version is migrated to this one.
Ends with 0 when all of it is there, 1 when nothing was changed, 2 when it could not be tried.
`

const flags = {
  check: { type: 'boolean' },
  'with-keys': { type: 'boolean' },
  'without-backup': { type: 'boolean' },
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const restore: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parse({ args, options: flags, allowPositionals: true })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) throw new UsageError('name one backup')
    const say = values.json ? () => {} : (line: string) => console.log(line)
    if (values.check) {
      const { kind, contents } = await checkCopy(file)
      const rows = totalRows(contents)
      say(`${file}: ${rows} rows, migrated to ${contents.migration}, whole`)
      if (values.json) console.log(JSON.stringify({ kind, ...contents }))
      return 0
    }
    const config = configFor(values.database)
    const keys = values['with-keys'] ? readKeys(file) : undefined
    if (keys) requireKeptKeys()
    const contents = await checkFitting(config, file)
    await requireAlone(config)
    const withKeys = keys !== undefined
    const before = values['without-backup'] ? undefined : await copyOfPresent(config, withKeys)
    if (before) say(`What was there is in ${before}`)
    await restoreCopy(config, file, contents)
    if (keys) takeKeys(keys, config)
    const unreadable = await finish(keys ? configFor(values.database) : config, file)
    const rows = totalRows(contents)
    say(`${rows} rows of ${basename(file)} are back. Start the server.`)
    if (unreadable > 0) console.error(unreadableIs(unreadable))
    if (values.json) {
      console.log(JSON.stringify({ file, rows, before: before ?? null, unreadable }, null, 2))
    }
    return 0
  },
}

/** Migrates what was restored, and writes down that it was; tells how much the keys cannot read. */
function finish(config: Config, file: string): Promise<number> {
  return withDatabase(config, 'restore', async ({ ctx }) => {
    await mutate(ctx, (_tx, audit) => {
      audit.recorded('RESTORE', 'database', basename(file))
      return Promise.resolve()
    })
    return countUnreadable(ctx)
  })
}

/** A copy of the database that is about to go, if there is one. */
async function copyOfPresent(config: Config, withKeys: boolean): Promise<string | undefined> {
  if (isMissing(config.DATABASE_URL)) return undefined
  try {
    return (await makeCopy(config, backupsOf(config), { withKeys })).file
  } catch (cause) {
    const why = messageOf(cause)
    if (why.includes('it holds no Stockroom')) return undefined
    throw new CommandError(
      `what is there now cannot be copied (${why}); --without-backup goes on all the same`,
      { cause },
    )
  }
}

interface Keys {
  SECRET_KEY: string
  DB_ENCRYPTION_KEY: string
}

function readKeys(file: string): Keys {
  const path = keysFileOf(file)
  if (!existsSync(path)) throw new UsageError(`there are no keys beside it: ${path} is missing`)
  const { SECRET_KEY = '', DB_ENCRYPTION_KEY = '' } = parseEnv(readFileSync(path, 'utf8'))
  if (SECRET_KEY && DB_ENCRYPTION_KEY) return { SECRET_KEY, DB_ENCRYPTION_KEY }
  throw new UsageError(`${path} does not hold both keys`)
}

/** Keys of the environment cannot be exchanged from here. */
function requireKeptKeys(): void {
  const given = ['SECRET_KEY', 'DB_ENCRYPTION_KEY'].filter(isGiven)
  if (given.length === 0) return
  throw new UsageError(`${given.join(' and ')} is set in the environment: change it there`)
}

function takeKeys(keys: Keys, { DATA_DIR }: Config): void {
  replaceSecretFile(secretFileOf('SECRET_KEY', DATA_DIR), keys.SECRET_KEY)
  replaceSecretFile(secretFileOf('DB_ENCRYPTION_KEY', DATA_DIR), keys.DB_ENCRYPTION_KEY)
}

function unreadableIs(count: number): string {
  return `${count} encrypted values in it cannot be read with the present DB_ENCRYPTION_KEY: set DB_ENCRYPTION_KEY_PREVIOUS to the one of that time and run stockroom rotate-keys; without it these people must set up two-factor sign-in again (stockroom user reset EMAIL --mfa) and webhooks need new secrets`
}

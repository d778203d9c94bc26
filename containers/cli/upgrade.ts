import { resolve } from 'node:path'
import { pendingMigrations } from '#shared/db/migrate.ts'
import { messageOf } from '#shared/errors.ts'
import type { Config } from '../api/config.ts'
import { isMissing, openAsItIs, openMigrated } from '../api/database.ts'
import { type Command, CommandError, parse } from './command.ts'
import { checkFitting, makeCopy, requireAlone, restoreCopy } from './copies/copies.ts'
import { backupsOf, configFor } from './operator.ts'

const usage = `Brings the database to this version: copies it, migrates it, and checks that nothing is lost.
If anything goes wrong, the copy is put back.

  stockroom upgrade [options]

  --to FOLDER            where the copy goes, default: backups in DATA_DIR
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print what was done as JSON

The server must be stopped. Ends with 0 when the database is of this version, 1 when it is as it
was before, 2 when it could not be tried.
`

const flags = {
  to: { type: 'string' },
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const upgrade: Command = {
  usage,
  async run(args) {
    const { values } = parse({ args, options: flags })
    const config = configFor(values.database)
    const say = (line: string, outcome: object) =>
      console.log(values.json ? JSON.stringify(outcome, null, 2) : line)
    const pending = await pendingOf(config)
    if (pending.length === 0) {
      say('The database is of this version already.', { ran: [], backup: null })
      return 0
    }
    await requireAlone(config)
    const folder = resolve(values.to ?? backupsOf(config))
    const { file } = await makeCopy(config, folder)
    if (!values.json) console.log(`What was there is in ${file}`)
    const ran = await migrateOrRestore(config, file)
    say(`Migrated: ${ran.join(', ')}. Start the server.`, { ran, backup: file })
    return 0
  },
}

/** A database that is not there yet has nothing to be upgraded: a start makes it. */
async function pendingOf(config: Config): Promise<string[]> {
  if (isMissing(config.DATABASE_URL)) return []
  const database = await openAsItIs(config.DATABASE_URL)
  try {
    return await pendingMigrations(database.db.withoutPlugins())
  } finally {
    await database.close()
  }
}

async function migrateOrRestore(config: Config, file: string): Promise<string[]> {
  try {
    const database = await openMigrated(config.DATABASE_URL)
    const { ran } = database.migrated
    await database.close()
    const left = await pendingOf(config)
    if (left.length > 0) throw new Error(`migrations are pending still: ${left.join(', ')}`)
    return ran
  } catch (cause) {
    const why = messageOf(cause)
    try {
      await restoreCopy(config, file, await checkFitting(config, file))
    } catch (second) {
      const reason = messageOf(second)
      throw new CommandError(
        `the upgrade failed (${why}), and so did putting ${file} back (${reason}): run stockroom restore ${file} with the version before`,
        { cause: second },
      )
    }
    throw new CommandError(
      `the upgrade failed: ${why}. The database is as it was before, from ${file}: start the version before again`,
      { cause },
    )
  }
}

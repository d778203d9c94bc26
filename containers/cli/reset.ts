import { existsSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Config } from '../api/config.ts'
import { sqliteFileOf } from '../api/database.ts'
import { type Command, CommandError, parse, UsageError } from './command.ts'
import { kindOfDatabase, makeCopy, requireAlone } from './copies/copies.ts'
import { emptyPostgres } from './copies/postgres.ts'
import { keysFileOf } from './copies/files.ts'
import { configFor } from './operator.ts'

const usage = `Deletes everything: the database, the keys and the mails. The next start begins with nothing.

  stockroom reset [options]

  --backup FOLDER        first copy the database and its keys to there
  --without-backup       copy nothing
  --yes                  do not ask; only together with one of the two above
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db

It asks for the name of the database. The server must be stopped. Copies in backups of DATA_DIR stay.
Ends with 0 when all is gone, 1 when it was not done, 2 when it could not be tried.
`

const flags = {
  backup: { type: 'string' },
  'without-backup': { type: 'boolean' },
  yes: { type: 'boolean' },
  database: { type: 'string' },
} as const

/** What Stockroom keeps in DATA_DIR beside the database; what it does not know stays. */
const kept = ['secret-key', 'db-encryption-key', 'db-encryption-key.previous', 'outbox']

export const reset: Command = {
  usage,
  async run(args) {
    const { values } = parse({ args, options: flags })
    const { backup, yes } = values
    const withoutBackup = values['without-backup'] ?? false
    if (backup !== undefined && withoutBackup) {
      throw new UsageError('give --backup or --without-backup, not both')
    }
    if (yes && backup === undefined && !withoutBackup) {
      throw new UsageError('--yes needs --backup FOLDER, or --without-backup')
    }
    const config = configFor(values.database)
    const name = nameOf(config)
    await requireAlone(config)
    const paths = doomed(config)
    console.log(`This deletes for good:\n  ${[...tablesOf(config), ...paths].join('\n  ')}`)
    if (!yes && !(await isConfirmed(name))) throw new CommandError('Nothing was deleted.')
    if (backup !== undefined) {
      const { file } = await makeCopy(config, resolve(backup), { withKeys: true })
      console.log(`The copy is ${file}, its keys ${keysFileOf(file)}`)
    }
    if (kindOfDatabase(config) === 'postgres') await emptyPostgres(config.DATABASE_URL)
    for (const path of paths) rmSync(path, { recursive: true, force: true })
    console.log('All is deleted. The next start begins with nothing.')
    return 0
  },
}

/** What the operator has to type. */
function nameOf(config: Config): string {
  if (kindOfDatabase(config) === 'sqlite') return basename(sqliteFileOf(config.DATABASE_URL))
  return decodeURIComponent(new URL(config.DATABASE_URL).pathname.slice(1))
}

/** What goes that is no file. */
function tablesOf(config: Config): string[] {
  if (kindOfDatabase(config) === 'sqlite') return []
  const { host } = new URL(config.DATABASE_URL)
  return [`all tables of the database ${nameOf(config)} on ${host}`]
}

function doomed(config: Config): string[] {
  const own = kept.map((name) => join(config.DATA_DIR, name))
  if (kindOfDatabase(config) === 'postgres') return own.filter((path) => existsSync(path))
  const file = sqliteFileOf(config.DATABASE_URL)
  const files = ['', '-wal', '-shm'].map((suffix) => `${file}${suffix}`)
  return [...files, ...own].filter((path) => existsSync(path))
}

async function isConfirmed(name: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // Where nobody can answer, the question ends with the input.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    const question = terminal.question(`Type ${name} to delete it: `)
    return (await Promise.race([question, closed])).trim() === name
  } finally {
    terminal.close()
  }
}

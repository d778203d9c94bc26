import { existsSync, readFileSync, rmSync } from 'node:fs'
import { randomToken } from '#shared/encoding.ts'
import { type EncryptedAnew, encryptAnew } from '#shared/services/system/encrypt-anew.ts'
import { KEYS_EVERY_MS } from '../api/keys-job.ts'
import { type Config, secretFileOf } from '../api/config.ts'
import { previousOf, replaceSecretFile } from '../api/secret-files.ts'
import { type Command, CommandError, parse, wholeNumber } from './command.ts'
import { configFor, isGiven, withDatabase } from './operator.ts'

/** Two looks of a server that is busy. */
const WAIT_SECONDS = (3 * KEYS_EVERY_MS) / 1_000

const usage = `Exchanges the keys: SECRET_KEY, which signs access tokens, and DB_ENCRYPTION_KEY, with which
everything that is encrypted in the database is encrypted anew, in one transaction.

  stockroom rotate-keys [options]

  --save-old FILE        write the old DB_ENCRYPTION_KEY to there: older backups need it
  --wait SECONDS         for servers to notice the new keys, default: ${WAIT_SECONDS}; 0 when none runs
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print what was done as JSON

Keys in DATA_DIR are exchanged while servers run. Access tokens end, sessions go on. Until all is
done the old key is kept beside the new one; a run that was killed is finished by the next one.

Keys in the environment are exchanged by you: set DB_ENCRYPTION_KEY to a new one and
DB_ENCRYPTION_KEY_PREVIOUS to the old one, start every server anew, run this, and then remove
DB_ENCRYPTION_KEY_PREVIOUS. Setting SECRET_KEY to a new one needs nothing else.

Ends with 0 when all is done, 1 when not, 2 when it could not be tried.
`

const flags = {
  'save-old': { type: 'string' },
  wait: { type: 'string' },
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const rotateKeys: Command = {
  usage,
  async run(args) {
    const { values } = parse({ args, options: flags })
    const waitSeconds = wholeNumber('--wait', values.wait, 0, 3_600) ?? WAIT_SECONDS
    const say = values.json ? () => {} : (line: string) => console.log(line)
    // Checks everything, and makes the files on a fresh system, before anything is exchanged.
    const config = configFor(values.database)
    const exchanged = exchangeFiles(config)
    const old = values['save-old']
    if (old !== undefined && exchanged.isEncryptionKept) {
      replaceSecretFile(old, readFileSync(previousOf(fileOf(config)), 'utf8').trim())
    }
    for (const line of exchanged.lines) say(line)
    if (exchanged.isEncryptionKept && waitSeconds > 0) {
      say(`Waiting ${waitSeconds} s for servers to notice.`)
      await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1_000))
    }
    const done = await withDatabase(configFor(values.database), 'key rotation', ({ ctx }) =>
      encryptAnew(ctx),
    )
    // From here on nothing needs it any more.
    if (exchanged.isEncryptionKept) rmSync(previousOf(fileOf(config)), { force: true })
    say(describe(done, exchanged.isEncryptionKept))
    if (values.json) console.log(JSON.stringify({ ...done, secretKey: exchanged.isSecretKept }))
    return done.unreadable > 0 ? 1 : 0
  },
}

const fileOf = ({ DATA_DIR }: Config) => secretFileOf('DB_ENCRYPTION_KEY', DATA_DIR)

/** Puts new keys into the files, the old one beside them; after a killed run it goes on from there. */
function exchangeFiles(config: Config) {
  const isEncryptionKept = !isGiven('DB_ENCRYPTION_KEY')
  const isSecretKept = !isGiven('SECRET_KEY')
  const lines: string[] = []
  if (!isEncryptionKept && !isGiven('DB_ENCRYPTION_KEY_PREVIOUS')) {
    throw new CommandError(
      'DB_ENCRYPTION_KEY is set in the environment: set it to a new one and DB_ENCRYPTION_KEY_PREVIOUS to the old one, start every server anew, and run this again',
    )
  }
  if (isEncryptionKept) lines.push(exchangeEncryptionKey(fileOf(config)))
  if (isSecretKept) {
    replaceSecretFile(secretFileOf('SECRET_KEY', config.DATA_DIR), randomToken(48))
    lines.push('SECRET_KEY is exchanged: everybody gets a new access token by their session.')
  } else lines.push('SECRET_KEY is set in the environment: exchange it there.')
  return { isEncryptionKept, isSecretKept, lines }
}

function exchangeEncryptionKey(file: string): string {
  const previous = previousOf(file)
  const present = readFileSync(file, 'utf8').trim()
  if (existsSync(previous) && readFileSync(previous, 'utf8').trim() !== present) {
    return 'An exchange of DB_ENCRYPTION_KEY had begun and is finished now.'
  }
  // In this order: whenever it is killed, the key of what is in the database is one of the two.
  replaceSecretFile(previous, present)
  replaceSecretFile(file, randomToken(48))
  return 'DB_ENCRYPTION_KEY is exchanged.'
}

function describe({ values, unreadable }: EncryptedAnew, isKept: boolean): string {
  return [
    `${values} values are encrypted with the new key.`,
    ...(unreadable > 0
      ? [`${unreadable} values could be read with neither key and stay as they were.`]
      : []),
    isKept
      ? 'The old key is removed, but older backups need it (--save-old): make a new backup now.'
      : 'Now remove DB_ENCRYPTION_KEY_PREVIOUS, start every server anew, and make a new backup.',
  ].join('\n')
}

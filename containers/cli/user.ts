import { type AccessReset, resetAccess } from '#shared/services/users/reset-access.ts'
import { type Command, parse, UsageError } from './command.ts'
import { configFor, withDatabase } from './operator.ts'

const usage = `Lets somebody in again who cannot sign in.

  stockroom user reset EMAIL [options]

  --mfa                  also turn two-factor sign-in off: the app and the recovery codes are lost
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print what was done as JSON

It prints a link with which the person chooses a password, once and within an hour. All of the
person's sessions end.
Ends with 0 when it is done, 1 when not, 2 when it could not be tried.
`

const flags = {
  mfa: { type: 'boolean' },
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const user: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parse({ args, options: flags, allowPositionals: true })
    const [verb, email, ...others] = positionals
    if (verb !== 'reset' || email === undefined || others.length > 0) {
      throw new UsageError('say what to do: user reset EMAIL')
    }
    const done = await withDatabase(configFor(values.database), 'user reset', ({ ctx }) =>
      resetAccess(ctx, email, { mfa: values.mfa ?? false }),
    )
    console.log(values.json ? JSON.stringify(done, null, 2) : describe(done, values.mfa ?? false))
    return 0
  },
}

function describe(done: AccessReset, mfa: boolean): string {
  const { name, email, url, expiresAt, sessionsEnded, mfaRemoved } = done
  const sessions = `${sessionsEnded} ${sessionsEnded === 1 ? 'session' : 'sessions'} ended`
  const factor = mfaRemoved ? 'two-factor sign-in is off' : 'two-factor sign-in was off already'
  return [
    `${name} <${email}>: ${mfa ? `${sessions}, ${factor}` : sessions}.`,
    `Give this link to nobody else; it is good once, until ${expiresAt}:`,
    url,
  ].join('\n')
}

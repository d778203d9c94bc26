import * as z from 'zod'
import { MIN_SECRET_LENGTH } from '#shared/auth/keys.ts'
import { parseSmtpAddress, smtpSecurities } from '#shared/mail/smtp-address.ts'
import { proxyList } from './client.ts'
import { checkDatabaseUrl, UNREADABLE_URL } from './database-url.ts'

/** One variable of the environment. */
export interface Variable {
  /** What it is for, as `.env.example` and docs/configuration.md say it. */
  about: string
  /** Says in an error what it must be: `must be …`. Without a default it may be left out. */
  schema: z.ZodType<string | number | boolean | undefined>
  example: string
  /** Never shown; may come as `NAME_FILE`, the path of a file that holds it. */
  secret?: true
  /** What holds when it is not set and the schema has no default. */
  otherwise?: string
}

const whole = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= from && value <= to, error)
}

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((word) => word === 'true')

const oneOf = <const T extends readonly [string, string, ...string[]]>(words: T) =>
  z.enum(words, { error: `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` })

const webAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address that begins with http:// or https://',
})

/** A text that some function takes, which throws otherwise. */
const accepted = (accept: (text: string) => unknown, error: string) =>
  z.string().superRefine((text, issues) => {
    try {
      accept(text)
    } catch {
      issues.addIssue({ code: 'custom', message: error })
    }
  })

const databaseUrl = z
  .string()
  .regex(/^(sqlite:(?!:memory:).+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:<file> or postgres://…')
  .pipe(accepted(checkDatabaseUrl, UNREADABLE_URL))

const longSecret = z
  .string()
  .min(
    MIN_SECRET_LENGTH,
    `is shorter than ${MIN_SECRET_LENGTH} characters: make one with \`openssl rand -base64 48\``,
  )

/** Only a file can hold nothing: a variable that is empty counts as not set. */
const filled = z.string().min(1, 'is empty: write it into the file')

const server = {
  PORT: {
    about: 'Where the API listens; 0: any port that is free.',
    schema: whole(0, 65_535).default(8000),
    example: '9000',
  },
  HOST: {
    about: 'The address that the API and the web listen on.',
    schema: z.string().default('0.0.0.0'),
    example: '127.0.0.1',
  },
  FUNCTIONS: {
    about: 'Areas of the API to serve, such as inventory,auth.',
    schema: z.string().optional(),
    example: 'inventory,auth',
    otherwise: 'all of them',
  },
  DATA_DIR: {
    about: 'Where the SQLite file, generated secrets, backups and the mail outbox are kept.',
    schema: z.string().default('./data'),
    example: '/var/lib/stockroom',
  },
  PUBLIC_URL: {
    about:
      'Where people reach the web; used for links in mails and for the origin check of cookies.',
    schema: webAddress.transform((url) => url.replace(/\/+$/, '')).default('http://localhost:3000'),
    example: 'https://stock.shop.example',
  },
  TRUSTED_PROXIES: {
    about:
      'Reverse proxies whose X-Forwarded-For or X-Real-IP is believed, where the two do not contradict each other: addresses or networks, separated by commas; attached: every network that this machine is on.',
    schema: accepted(
      proxyList,
      'must be addresses or networks such as 10.0.0.0/8, separated by commas, or the word attached',
    ).default(''),
    example: '127.0.0.1,10.0.0.0/8',
  },
  REQUESTS_PER_MINUTE: {
    about: 'Requests that one signed-in person or token may make in a minute.',
    schema: whole(10, 100_000_000).default(60_000),
    example: '6000',
  },
  WEBHOOKS_ALLOW_PRIVATE: {
    about:
      'Whether webhooks may lead to http:// and to addresses inside, such as another server of yours. Whoever may add webhooks can then reach everything that this server can.',
    schema: flag.default(false),
    example: 'true',
  },
} satisfies Record<string, Variable>

const database = {
  DATABASE_URL: {
    about: 'The database: sqlite:<file> or postgres://user:password@host:5432/name.',
    schema: databaseUrl.optional(),
    example: 'postgres://stockroom:secret@localhost:5432/stockroom',
    secret: true,
    otherwise:
      'what the file `database-url` in `DATA_DIR` says, else the SQLite file `stockroom.db` in it',
  },
  DATABASE_POOL: {
    about: 'Connections to PostgreSQL at most.',
    schema: whole(1, 200).default(10),
    example: '20',
  },
} satisfies Record<string, Variable>

const secrets = {
  SECRET_KEY: {
    about: `Signs access tokens: at least ${MIN_SECRET_LENGTH} characters.`,
    schema: longSecret.optional(),
    example: 'the output of `openssl rand -base64 48`',
    secret: true,
    otherwise: 'made once and kept in `DATA_DIR` as `secret-key`',
  },
  DB_ENCRYPTION_KEY: {
    about: `Encrypts two-factor secrets, secrets of webhooks and mails with links at rest: at least ${MIN_SECRET_LENGTH} characters. Keep a copy: without it, everybody has to set up two-factor sign-in again.`,
    schema: longSecret.optional(),
    example: 'the output of `openssl rand -base64 48`',
    secret: true,
    otherwise: 'made once and kept in `DATA_DIR` as `db-encryption-key`',
  },
  DB_ENCRYPTION_KEY_PREVIOUS: {
    about:
      'The key before, while DB_ENCRYPTION_KEY is exchanged: what it encrypted can still be read. `stockroom rotate-keys` encrypts everything anew; then it may go.',
    schema: longSecret.optional(),
    example: 'what DB_ENCRYPTION_KEY was',
    secret: true,
    otherwise: 'no other key; `rotate-keys` keeps one in `DATA_DIR` while it works',
  },
  METRICS_TOKEN: {
    about: 'When set, /metrics wants it as a bearer token.',
    schema: z.string().min(16, 'is shorter than 16 characters').optional(),
    example: 'the output of `openssl rand -hex 16`',
    secret: true,
    otherwise: '/metrics is open to everybody who reaches the API',
  },
} satisfies Record<string, Variable>

const mail = {
  MAIL_TRANSPORT: {
    about: 'How mails leave: outbox (as files in DATA_DIR/outbox), smtp or resend.',
    schema: oneOf(['outbox', 'smtp', 'resend']).default('outbox'),
    example: 'smtp',
  },
  MAIL_FROM: {
    about: 'The sender of mails.',
    schema: z
      .string()
      .regex(
        /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/,
        'must be an address, as Stockroom <stock@shop.example>',
      )
      .default('Stockroom <stockroom@localhost>'),
    example: 'Stockroom <stock@shop.example>',
  },
  SMTP_HOST: {
    about: 'The mail server, for MAIL_TRANSPORT=smtp.',
    schema: z
      .string()
      .regex(/^[\w.:-]+$/, 'must be a name or an address, without smtp:// and without a port')
      .optional(),
    example: 'mail.shop.example',
    otherwise: 'no mail server',
  },
  SMTP_PORT: {
    about: 'Its port.',
    schema: whole(1, 65_535).optional(),
    example: '465',
    otherwise: '465 with `SMTP_TLS=implicit`, else 587',
  },
  SMTP_TLS: {
    about:
      'starttls: the connection becomes encrypted before a password is said. implicit: it is encrypted from its first byte. optional: the password is said even to a server that cannot encrypt.',
    schema: oneOf(smtpSecurities).optional(),
    example: 'implicit',
    otherwise: '`implicit` with port 465, else `starttls`',
  },
  SMTP_USER: {
    about: 'The name to sign in with at the mail server.',
    schema: z.string().optional(),
    example: 'stock@shop.example',
    otherwise: 'no sign-in',
  },
  SMTP_PASSWORD: {
    about: 'The password to it.',
    schema: filled.optional(),
    example: 'correct horse',
    secret: true,
    otherwise: 'no sign-in',
  },
  SMTP_URL: {
    about: 'All of the mail server in one, instead of the five above; % signs as in any URL.',
    schema: accepted(
      parseSmtpAddress,
      'must be smtp://user:password@host:587 or smtps://…:465',
    ).optional(),
    example: 'smtps://stock:secret@mail.shop.example:465',
    secret: true,
    otherwise: 'what `SMTP_HOST` and the others say',
  },
  RESEND_API_KEY: {
    about: 'The key of Resend, for MAIL_TRANSPORT=resend.',
    schema: filled.optional(),
    example: 're_…',
    secret: true,
    otherwise: 'Resend is not used',
  },
  RESEND_URL: {
    about: "Another address of Resend's API, for tests.",
    schema: webAddress.optional(),
    example: 'http://localhost:1080',
    otherwise: 'that of Resend',
  },
} satisfies Record<string, Variable>

const work = {
  MONITOR_EVERY_MINUTES: {
    about:
      'How often the days until stockout and the alerts are computed; 0: only when somebody asks for it.',
    schema: whole(0, 10_080).default(60),
    example: '15',
  },
  LOG_LEVEL: {
    about: 'What is written to the log, as JSON lines on stdout: info, warn, error or silent.',
    schema: oneOf(['info', 'warn', 'error', 'silent']).default('info'),
    example: 'warn',
  },
  AUDIT_LOG: {
    about:
      'A file, or a device such as /dev/stdout, that every audit entry is also appended to as one line of JSON, for a log outside of the database. It is opened anew for each entry, so that it may be rotated.',
    schema: z.string().optional(),
    example: '/var/log/stockroom/audit.jsonl',
    otherwise: 'the audit log is kept in the database alone',
  },
  DEBUG: {
    about:
      'For finding faults: each statement to the database goes to the log with its time in ms, without the values; a start that fails says where.',
    schema: flag.default(false),
    example: 'true',
  },
} satisfies Record<string, Variable>

const web = {
  WEB_PORT: {
    about: 'Where the web listens.',
    schema: whole(1, 65_535).default(3000),
    example: '3100',
  },
  API_URL: {
    about: 'The API that the web passes /api and /docs on to.',
    schema: webAddress.optional(),
    example: 'http://backend:8000',
    otherwise: 'this machine, at `PORT`',
  },
} satisfies Record<string, Variable>

/** All that the server, its commands and the web read. */
export const variables = { ...server, ...database, ...secrets, ...mail, ...work, ...web }

/** In the order of the documents. */
export const chapters: readonly { title: string; variables: Readonly<Record<string, Variable>> }[] =
  [
    { title: 'Server', variables: server },
    { title: 'Database', variables: database },
    { title: 'Secrets', variables: secrets },
    { title: 'Mail', variables: mail },
    { title: 'Work and log', variables: work },
    { title: 'Web', variables: web },
  ]

import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { MIN_SECRET_LENGTH } from '#shared/auth/keys.ts'
import { randomToken } from '#shared/encoding.ts'
import { proxyList } from './client.ts'

/** The configuration is not usable; the message says which variable and what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const port = z.coerce.number().int().min(0).max(65_535)
const databaseUrl = z
  .string()
  .regex(/^(sqlite:(?!:memory:).+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:<file> or postgres://…')

const flag = z.enum(['true', 'false']).transform((word) => word === 'true')

const proxies = z.string().superRefine((text, issues) => {
  try {
    proxyList(text)
  } catch (error) {
    issues.addIssue({ code: 'custom', message: (error as Error).message })
  }
})

const Env = z.object({
  PORT: port.default(8000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
  SECRET_KEY: z.string().optional(),
  DB_ENCRYPTION_KEY: z.string().optional(),
  TRUSTED_PROXIES: proxies.default(''),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(10).default(60_000),
  LOG_LEVEL: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Areas to serve, `inventory,auth`; all of them unless said. */
  FUNCTIONS: z.string().optional(),
  MAIL_FROM: z.string().default('Stockroom <stockroom@localhost>'),
  MAIL_TRANSPORT: z.enum(['outbox', 'smtp', 'resend']).default('outbox'),
  SMTP_URL: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_URL: z.url().optional(),
  MONITOR_EVERY_MINUTES: z.coerce.number().int().min(0).max(10_080).default(60),
  WEBHOOKS_ALLOW_PRIVATE: flag.default(false),
})

/** Variables that may come as `NAME_FILE`, the path of a file that holds the value. */
const fromFiles = [
  'SECRET_KEY',
  'DB_ENCRYPTION_KEY',
  'DATABASE_URL',
  'SMTP_URL',
  'RESEND_API_KEY',
  'METRICS_TOKEN',
] as const

export type Config = Omit<
  z.infer<typeof Env>,
  'SECRET_KEY' | 'DB_ENCRYPTION_KEY' | 'DATABASE_URL'
> & {
  SECRET_KEY: string
  DB_ENCRYPTION_KEY: string
  DATABASE_URL: string
}

/**
 * Reads and checks the environment. Without SECRET_KEY and DB_ENCRYPTION_KEY it makes them once and
 * keeps them in the data folder, so that a first start needs nothing edited.
 * @throws ConfigError naming every variable that is wrong
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const values: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(env)) if (value !== '') values[name] = value
  for (const name of fromFiles) {
    const file = values[`${name}_FILE`]
    if (file !== undefined && values[name] === undefined) values[name] = readSecretFile(name, file)
  }
  const parsed = Env.safeParse(values)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`the configuration is not valid:\n  ${lines.join('\n  ')}`)
  }
  const config = parsed.data
  if (config.MAIL_TRANSPORT === 'smtp' && !config.SMTP_URL) throw missing('SMTP_URL', 'smtp')
  if (config.MAIL_TRANSPORT === 'resend' && !config.RESEND_API_KEY) {
    throw missing('RESEND_API_KEY', 'resend')
  }
  return {
    ...config,
    PUBLIC_URL: config.PUBLIC_URL.replace(/\/+$/, ''),
    DATABASE_URL: config.DATABASE_URL ?? `sqlite:${join(config.DATA_DIR, 'stockroom.db')}`,
    SECRET_KEY: secret('SECRET_KEY', config.SECRET_KEY, config.DATA_DIR),
    DB_ENCRYPTION_KEY: secret('DB_ENCRYPTION_KEY', config.DB_ENCRYPTION_KEY, config.DATA_DIR),
  }
}

function missing(name: string, transport: string): ConfigError {
  return new ConfigError(`MAIL_TRANSPORT=${transport} needs ${name}`)
}

function readSecretFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new ConfigError(`${name}_FILE: the file ${file} cannot be read`, { cause })
  }
}

function secret(name: string, given: string | undefined, dataDir: string): string {
  if (given !== undefined) {
    if (given.length >= MIN_SECRET_LENGTH) return given
    throw new ConfigError(
      `${name} is shorter than ${MIN_SECRET_LENGTH} characters: make one with \`openssl rand -base64 48\``,
    )
  }
  const file = join(dataDir, name.toLowerCase().replaceAll('_', '-'))
  if (!existsSync(file)) makeSecretFile(file, dataDir)
  const made = readSecretFile(name, file)
  if (made.length >= MIN_SECRET_LENGTH) return made
  throw new ConfigError(
    `${name}: the file ${file} is damaged, it holds fewer than ${MIN_SECRET_LENGTH} characters: restore it from a backup`,
  )
}

/** Of two first starts at once, one gives the file its name, and only when all of it is written. */
function makeSecretFile(file: string, dataDir: string): void {
  const draft = `${file}.${randomToken(6)}`
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(draft, randomToken(48), { mode: 0o600, flag: 'wx' })
    try {
      linkSync(draft, file)
    } finally {
      rmSync(draft)
    }
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    // The other one's secret is as good.
    if (code === 'EEXIST' && existsSync(file)) return
    throw new ConfigError(`DATA_DIR: no file can be made in ${dataDir} (${code})`, { cause })
  }
}

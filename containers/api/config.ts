import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod'
import { MIN_SECRET_LENGTH } from '#shared/auth/keys.ts'
import { smtpAddress } from '#shared/mail/smtp-address.ts'
import { ConfigError } from './config-error.ts'
import { makeSecretFile, previousOf } from './secret-files.ts'
import { type Variable, variables } from './variables.ts'

type Values = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]['schema']> }
type MailServerPart = 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_TLS' | 'SMTP_USER' | 'SMTP_PASSWORD'

export type Config = Omit<
  Values,
  MailServerPart | 'SECRET_KEY' | 'DB_ENCRYPTION_KEY' | 'DATABASE_URL'
> & {
  SECRET_KEY: string
  DB_ENCRYPTION_KEY: string
  DATABASE_URL: string
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads and checks the environment: of the server, its commands and the web. Without SECRET_KEY and
 * DB_ENCRYPTION_KEY it makes them once and keeps them in the data folder, so that a first start
 * needs nothing edited.
 * @param options `makeSecrets` false: files that a first start made must be there
 * @throws ConfigError naming everything that is wrong
 */
export function readConfig(env: Env, { makeSecrets = true } = {}): Config {
  const faults: string[] = []
  const { texts, values } = readVariables(env, faults)
  checkMail(texts, faults)
  const dataDir = values.DATA_DIR ?? ''
  const kept = (name: KeptSecret) =>
    texts[name] === undefined ? keptSecret(name, dataDir, faults, makeSecrets) : undefined
  const keys = {
    SECRET_KEY: values.SECRET_KEY ?? kept('SECRET_KEY'),
    DB_ENCRYPTION_KEY: values.DB_ENCRYPTION_KEY ?? kept('DB_ENCRYPTION_KEY'),
    DB_ENCRYPTION_KEY_PREVIOUS: values.DB_ENCRYPTION_KEY_PREVIOUS ?? previousKey(texts, dataDir),
  }
  const keptUrl = keptDatabaseUrl(texts, dataDir, faults)
  if (faults.length > 0) throw new ConfigError(describe(faults))
  // Without a fault every variable has its value.
  const { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD, ...rest } = values as Values
  const security = SMTP_TLS ?? (SMTP_PORT === 465 ? 'implicit' : 'starttls')
  const server = { port: SMTP_PORT, user: SMTP_USER, password: SMTP_PASSWORD, security }
  const address = SMTP_HOST === undefined ? {} : smtpAddress({ ...server, host: SMTP_HOST })
  return {
    ...rest,
    ...(typeof address === 'string' && { SMTP_URL: address }),
    DATABASE_URL: rest.DATABASE_URL ?? keptUrl ?? `sqlite:${usualFile(dataDir)}`,
    ...(keys as Pick<Config, keyof typeof keys>),
  }
}

/** The text of each variable that is set, and the value of each that is right. */
function readVariables(env: Env, faults: string[]): { texts: Env; values: Partial<Values> } {
  const texts: Record<string, string | undefined> = {}
  const values: Record<string, unknown> = {}
  for (const [name, { schema, secret }] of Object.entries<Variable>(variables)) {
    const file = env[`${name}_FILE`] || undefined
    let text = env[name] || undefined
    texts[name] = text ?? file
    if (text === undefined && secret && file !== undefined) {
      try {
        text = readFileSync(file, 'utf8').trim()
      } catch {
        faults.push(`${name}_FILE: the file ${file} cannot be read`)
        continue
      }
    }
    const parsed = schema.safeParse(text)
    if (parsed.success) values[name] = parsed.data
    else faults.push(fault(name, parsed.error, secret ? undefined : text))
  }
  return { texts, values }
}

/** @param text what was given; undefined when nobody may see it */
function fault(name: string, error: z.ZodError, text: string | undefined): string {
  const [issue] = error.issues
  const given = text === undefined ? '' : `, not ${JSON.stringify(text)}`
  return `${name} ${issue?.message ?? 'is not valid'}${given}`
}

function describe(faults: readonly string[]): string {
  const [only = ''] = faults
  if (faults.length === 1) return only
  return `${faults.length} settings are wrong:\n  ${faults.join('\n  ')}`
}

const parts = ['SMTP_PORT', 'SMTP_TLS', 'SMTP_USER', 'SMTP_PASSWORD'] as const

/** What single variables cannot say: whether those of mail fit together. */
function checkMail(texts: Env, faults: string[]): void {
  const { MAIL_TRANSPORT, SMTP_URL, SMTP_HOST, SMTP_USER, SMTP_PASSWORD, RESEND_API_KEY } = texts
  const has = (text: string | undefined) => text !== undefined
  if (MAIL_TRANSPORT === 'smtp' && !has(SMTP_URL) && !has(SMTP_HOST)) {
    faults.push('MAIL_TRANSPORT=smtp needs SMTP_HOST or SMTP_URL')
  }
  if (MAIL_TRANSPORT === 'resend' && !has(RESEND_API_KEY)) {
    faults.push('MAIL_TRANSPORT=resend needs RESEND_API_KEY')
  }
  const named = ['SMTP_HOST', ...parts].filter((name) => has(texts[name]))
  if (has(SMTP_URL) && named.length > 0) {
    faults.push(`SMTP_URL and ${named.join(', ')} say the same twice: set one or the other`)
  } else if (has(SMTP_USER) !== has(SMTP_PASSWORD)) {
    const [set, missing] = has(SMTP_USER)
      ? ['SMTP_USER', 'SMTP_PASSWORD']
      : ['SMTP_PASSWORD', 'SMTP_USER']
    faults.push(`${set} needs ${missing} too`)
  }
}

/** In DATA_DIR: the address of a database that is none of its files. */
const DATABASE_URL_FILE = 'database-url'

type KeptSecret = 'SECRET_KEY' | 'DB_ENCRYPTION_KEY'

/** The file in which a secret is kept that nobody configured. */
export function secretFileOf(name: KeptSecret, dataDir: string): string {
  return join(dataDir, name.toLowerCase().replaceAll('_', '-'))
}

/** The secret that a first start made, or makes; undefined when there is a fault. */
function keptSecret(
  name: KeptSecret,
  dataDir: string,
  faults: string[],
  make: boolean,
): string | undefined {
  const file = secretFileOf(name, dataDir)
  try {
    if (make) makeSecretFile(file)
    const made = readFileSync(file, 'utf8').trim()
    if (made.length >= MIN_SECRET_LENGTH) return made
    faults.push(
      `${name}: the file ${file} is damaged, it holds fewer than ${MIN_SECRET_LENGTH} characters: restore it from a backup`,
    )
  } catch (error) {
    const gone = `${name}: the file ${file} cannot be read: put it back, or give it to the user that this runs as`
    const why = error instanceof ConfigError ? error.message : gone
    if (!faults.includes(why)) faults.push(why)
  }
  return undefined
}

/** The address that was written beside the data, so that it stays with its database. */
function keptDatabaseUrl(texts: Env, dataDir: string, faults: string[]): string | undefined {
  const file = join(dataDir, DATABASE_URL_FILE)
  if (texts['DATABASE_URL'] !== undefined || !existsSync(file)) return undefined
  try {
    const parsed = variables.DATABASE_URL.schema.safeParse(readFileSync(file, 'utf8').trim())
    if (parsed.success) return parsed.data
    faults.push(
      `DATABASE_URL: what the file ${file} holds ${parsed.error.issues[0]?.message ?? ''}`,
    )
  } catch {
    faults.push(`DATABASE_URL: the file ${file} cannot be read`)
  }
  return undefined
}

/** The key before the one in use, as long as `rotate-keys` has not ended. */
function previousKey(texts: Env, dataDir: string): string | undefined {
  if (texts['DB_ENCRYPTION_KEY'] !== undefined) return undefined
  try {
    return readFileSync(previousOf(secretFileOf('DB_ENCRYPTION_KEY', dataDir)), 'utf8').trim()
  } catch {
    return undefined
  }
}

/** The SQLite file of a server that is told of no other database. */
export function usualFile(dataDir: string): string {
  return join(dataDir, 'stockroom.db')
}

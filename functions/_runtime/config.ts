import * as z from 'zod'
import { MIN_SECRET_LENGTH } from '#shared/auth/keys.ts'

/** A function cannot run with what its platform gave it; the message names every variable. */
export class FunctionConfigError extends Error {
  override name = 'FunctionConfigError'
}

const flag = z.enum(['true', 'false']).transform((word) => word === 'true')
const secret = z
  .string(`is not set: make one with \`openssl rand -base64 48\``)
  .min(MIN_SECRET_LENGTH, `is shorter than ${MIN_SECRET_LENGTH} characters`)

const FunctionEnv = z.object({
  DATABASE_URL: z
    .string('is not set: the address of a PostgreSQL database')
    .regex(
      /^postgres(ql)?:\/\/.+$/,
      'must be postgres://…: a function has no disk that stays, so SQLite would lose what was written',
    ),
  DATABASE_POOL: z.coerce.number().int().min(1).max(20).default(1),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be where people reach the web' }),
  SECRET_KEY: secret,
  DB_ENCRYPTION_KEY: secret,
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(10).default(60_000),
  LOG_LEVEL: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
  MAIL_FROM: z.string().default('Stockroom <stockroom@localhost>'),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_URL: z.url().default('https://api.resend.com'),
  MONITOR_EVERY_MINUTES: z.coerce.number().int().min(0).max(10_080).default(60),
  WEBHOOKS_ALLOW_PRIVATE: flag.default(false),
  TRIGGER_TOKEN: secret.optional(),
  // What Vercel calls the token of its own schedule.
  CRON_SECRET: secret.optional(),
})

export type FunctionConfig = z.infer<typeof FunctionEnv>

/**
 * Reads and checks what a function platform gives: texts only, no files, so nothing is made up.
 * @throws FunctionConfigError naming every variable that is wrong
 */
export function readFunctionConfig(env: Readonly<Record<string, unknown>>): FunctionConfig {
  const texts = Object.entries(env).filter(([, value]) => typeof value === 'string' && value !== '')
  const parsed = FunctionEnv.safeParse(Object.fromEntries(texts))
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new FunctionConfigError(`the configuration is not valid: ${lines.join('; ')}`)
  }
  return { ...parsed.data, PUBLIC_URL: parsed.data.PUBLIC_URL.replace(/\/+$/, '') }
}

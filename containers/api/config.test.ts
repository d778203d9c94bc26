import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Config, readConfig } from '#containers/api/config.ts'
import { ConfigError } from '#containers/api/config-error.ts'
import { runModule } from '#shared/testing/run-module.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const long = 'a_secret_of_forty_characters_0123456789_'
const other = 'another_secret_of_forty_characters_01234'
const keys = { SECRET_KEY: long, DB_ENCRYPTION_KEY: other }
const file = { DATA_DIR: '/nowhere' }

/** What the server says instead of starting. */
function complaint(env: Record<string, string>): string {
  try {
    readConfig({ ...keys, ...env })
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('it is accepted')
}

describe('the configuration', () => {
  it('needs nothing to be set', async () => {
    await using folder = await temporaryFolder()
    const { SECRET_KEY, DB_ENCRYPTION_KEY, ...rest } = readConfig({ DATA_DIR: folder.path })

    expect(rest).toEqual({
      PORT: 8000,
      HOST: '0.0.0.0',
      DATA_DIR: folder.path,
      DATABASE_URL: `sqlite:${join(folder.path, 'stockroom.db')}`,
      DATABASE_POOL: 10,
      PUBLIC_URL: 'http://localhost:3000',
      TRUSTED_PROXIES: '',
      REQUESTS_PER_MINUTE: 60_000,
      LOG_LEVEL: 'info',
      MAIL_FROM: 'Stockroom <stockroom@localhost>',
      MAIL_TRANSPORT: 'outbox',
      MONITOR_EVERY_MINUTES: 60,
      WEBHOOKS_ALLOW_PRIVATE: false,
      DEBUG: false,
      WEB_PORT: 3000,
    })
    expect(SECRET_KEY).not.toBe(DB_ENCRYPTION_KEY)
  })

  it.each<[Record<string, string>, Partial<Config>]>([
    [{ PORT: '0' }, { PORT: 0 }],
    [{ PORT: '65535' }, { PORT: 65_535 }],
    [{ PORT: '' }, { PORT: 8000 }],
    [{ HOST: '127.0.0.1' }, { HOST: '127.0.0.1' }],
    [file, { DATABASE_URL: 'sqlite:/nowhere/stockroom.db' }],
    [{ DATABASE_URL: 'sqlite:./a.db' }, { DATABASE_URL: 'sqlite:./a.db' }],
    [{ DATABASE_URL: 'postgresql://u@h/d' }, { DATABASE_URL: 'postgresql://u@h/d' }],
    [{ DATABASE_URL: 'postgres://u:p@a:1,b/d' }, { DATABASE_URL: 'postgres://u:p@a:1,b/d' }],
    [{ DATABASE_POOL: '50' }, { DATABASE_POOL: 50 }],
    [{ PUBLIC_URL: 'https://shop.example/' }, { PUBLIC_URL: 'https://shop.example' }],
    [{ PUBLIC_URL: 'https://shop.example/app//' }, { PUBLIC_URL: 'https://shop.example/app' }],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }, { TRUSTED_PROXIES: '10.0.0.0/8, ::1' }],
    [{ REQUESTS_PER_MINUTE: '600' }, { REQUESTS_PER_MINUTE: 600 }],
    [{ LOG_LEVEL: 'silent' }, { LOG_LEVEL: 'silent' }],
    [{ MONITOR_EVERY_MINUTES: '0' }, { MONITOR_EVERY_MINUTES: 0 }],
    [{ MONITOR_EVERY_MINUTES: '10080' }, { MONITOR_EVERY_MINUTES: 10_080 }],
    [{ METRICS_TOKEN: 'sixteen_letters_' }, { METRICS_TOKEN: 'sixteen_letters_' }],
    [{ MAIL_FROM: 'Shop <a@b.example>' }, { MAIL_FROM: 'Shop <a@b.example>' }],
    [
      { MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtp://mail:25' },
      { MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtp://mail:25' },
    ],
    [
      { MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_1', RESEND_URL: 'http://localhost:1' },
      { MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_1', RESEND_URL: 'http://localhost:1' },
    ],
    [{ DEBUG: 'true' }, { DEBUG: true }],
    [{ API_URL: 'http://api:8000' }, { API_URL: 'http://api:8000' }],
    [{ SMTP_HOST: 'mail' }, { SMTP_URL: 'smtp://mail:587' }],
    [
      { SMTP_HOST: 'mail', SMTP_PORT: '465', SMTP_USER: 'a@b', SMTP_PASSWORD: 'x:/%' },
      { SMTP_URL: 'smtps://a%40b:x%3A%2F%25@mail:465' },
    ],
    [{ SMTP_HOST: 'mail', SMTP_TLS: 'implicit' }, { SMTP_URL: 'smtps://mail:465' }],
    [
      { SMTP_HOST: '::1', SMTP_PORT: '1025', SMTP_TLS: 'optional' },
      { SMTP_URL: 'smtp://[::1]:1025?tls=optional' },
    ],
    [{ DB_ENCRYPTION_KEY_PREVIOUS: long }, { DB_ENCRYPTION_KEY_PREVIOUS: long }],
    [keys, keys],
    [{ UNKNOWN_VARIABLE: 'is ignored' }, {}],
  ])('takes %j', (env, expected) => {
    expect(readConfig({ ...keys, ...env })).toMatchObject(expected)
    expect(readConfig({ ...keys, ...env })).not.toHaveProperty('UNKNOWN_VARIABLE')
  })

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://root@localhost/stock'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'sqlite::memory:'],
    ['DATABASE_URL', './data/stockroom.db'],
    ['DATABASE_URL', 'postgres://'],
    ['DATABASE_URL', 'postgres://shop:a/b@db/stock'],
    ['DATABASE_URL', 'postgres://shop:a%b@db/stock'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_POOL', '201'],
    ['PUBLIC_URL', 'shop.example'],
    ['PUBLIC_URL', 'ftp://shop.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['TRUSTED_PROXIES', 'nginx'],
    ['TRUSTED_PROXIES', '127.0.0.1,10.0.0.0/99'],
    ['REQUESTS_PER_MINUTE', '9'],
    ['LOG_LEVEL', 'debug'],
    ['MONITOR_EVERY_MINUTES', '-1'],
    ['MONITOR_EVERY_MINUTES', '10081'],
    ['MONITOR_EVERY_MINUTES', 'hourly'],
    ['METRICS_TOKEN', 'short'],
    ['MAIL_TRANSPORT', 'pigeon'],
    ['RESEND_URL', 'nowhere'],
    ['MAIL_FROM', 'Stockroom'],
    ['SMTP_URL', 'http://mail'],
    ['SMTP_HOST', 'smtp://mail'],
    ['SMTP_PORT', '0'],
    ['SMTP_TLS', 'maybe'],
    ['DB_ENCRYPTION_KEY_PREVIOUS', 'short'],
    ['DEBUG', 'yes'],
    ['WEB_PORT', '0'],
    ['API_URL', 'backend:8000'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(complaint({ [name]: value })).toMatch(new RegExp(`^${name} (must be|is) [^\\n]+$`))
  })

  it('names everything that is wrong at once', () => {
    const wrong = {
      PORT: 'x',
      LOG_LEVEL: 'x',
      PUBLIC_URL: 'x',
      SECRET_KEY: 'x',
      METRICS_TOKEN_FILE: '/nowhere',
      DB_ENCRYPTION_KEY: '',
      DATA_DIR: '/dev/null/data',
      MAIL_TRANSPORT: 'smtp',
      SMTP_USER: 'x',
    }
    expect(complaint(wrong).split('\n')).toEqual([
      '8 settings are wrong:',
      '  PORT must be a whole number from 0 to 65535, not "x"',
      '  PUBLIC_URL must be an address that begins with http:// or https://, not "x"',
      '  SECRET_KEY is shorter than 32 characters: make one with `openssl rand -base64 48`',
      '  METRICS_TOKEN_FILE: the file /nowhere cannot be read',
      '  LOG_LEVEL must be info, warn, error or silent, not "x"',
      '  MAIL_TRANSPORT=smtp needs SMTP_HOST or SMTP_URL',
      '  SMTP_USER needs SMTP_PASSWORD too',
      expect.stringMatching(/^ {2}DATA_DIR: no file can be made in \/dev\/null\/data \(\w+\)/),
    ])
  })

  it.each([
    ['smtp', 'SMTP_HOST or SMTP_URL'],
    ['resend', 'RESEND_API_KEY'],
  ])('says what MAIL_TRANSPORT=%s needs', (transport, name) => {
    expect(complaint({ MAIL_TRANSPORT: transport })).toBe(
      `MAIL_TRANSPORT=${transport} needs ${name}`,
    )
  })
})

it('does not guess which of two mail servers is meant', () => {
  expect(complaint({ SMTP_URL: 'smtp://mail', SMTP_HOST: 'mail', SMTP_PORT: '25' })).toBe(
    'SMTP_URL and SMTP_HOST, SMTP_PORT say the same twice: set one or the other',
  )
})

describe('a file database-url in DATA_DIR', () => {
  it('says where the database is, unless the environment does', async () => {
    await using folder = await temporaryFolder()
    const env = { ...keys, DATA_DIR: folder.path }
    writeFileSync(join(folder.path, 'database-url'), 'postgres://u:p@h/d\n')
    expect(readConfig(env).DATABASE_URL).toBe('postgres://u:p@h/d')
    const other = { ...env, DATABASE_URL: 'sqlite:./a.db' }
    expect(readConfig(other).DATABASE_URL).toBe('sqlite:./a.db')
    writeFileSync(join(folder.path, 'database-url'), 'hunter2')
    expect(complaint(env)).toBe(
      `DATABASE_URL: what the file ${join(folder.path, 'database-url')} holds must be sqlite:<file> or postgres://…`,
    )
  })
})

describe.each(['SECRET_KEY', 'DB_ENCRYPTION_KEY'])('%s', (name) => {
  const made = name.toLowerCase().replaceAll('_', '-')

  it.each(['short', 'x'.repeat(31), '0'])(
    'stops the start with one sentence when it is %s',
    (value) => {
      expect(complaint({ [name]: value })).toBe(
        `${name} is shorter than 32 characters: make one with \`openssl rand -base64 48\``,
      )
    },
  )

  it('is made once, for its owner alone, and stays over restarts', async () => {
    await using folder = await temporaryFolder()
    const env = { DATA_DIR: join(folder.path, 'deep', 'data') }

    const [first, second] = [readConfig(env), readConfig(env)]

    expect(first).toEqual(second)
    expect(first[name as 'SECRET_KEY']).toMatch(/^[\w-]{64}$/)
    const path = join(env.DATA_DIR, made)
    expect(readFileSync(path, 'utf8')).toBe(first[name as 'SECRET_KEY'])
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
    expect(readdirSync(env.DATA_DIR).toSorted()).toEqual(['db-encryption-key', 'secret-key'])
  })

  it('is not used when what was made is damaged', async () => {
    await using folder = await temporaryFolder()
    writeFileSync(join(folder.path, made), 'cut')
    const { [name]: _left, ...rest } = keys as Record<string, string>
    expect(() => readConfig({ ...rest, DATA_DIR: folder.path })).toThrow(
      `${name}: the file ${join(folder.path, made)} is damaged`,
    )
  })

  it('cannot be made where no file can be', async () => {
    await using folder = await temporaryFolder()
    const DATA_DIR = join(folder.path, 'file')
    writeFileSync(DATA_DIR, '')
    expect(() => readConfig({ DATA_DIR })).toThrow(`DATA_DIR: no file can be made in ${DATA_DIR}`)
  })
})

it('makes one secret for many servers that start at the same moment', async () => {
  await using folder = await temporaryFolder()
  const start = `import { readConfig } from '#containers/api/config.ts'
    const { SECRET_KEY, DB_ENCRYPTION_KEY } = readConfig({ DATA_DIR: process.argv[1] })
    console.log(SECRET_KEY, DB_ENCRYPTION_KEY)`

  const printed = await Promise.all(Array.from({ length: 6 }, () => runModule(start, folder.path)))

  expect(new Set(printed).size).toBe(1)
  expect(printed[0]).toMatch(/^[\w-]{64} [\w-]{64}\n$/)
})

describe('a secret in a file', () => {
  const variables = [
    ['SECRET_KEY', long],
    ['DB_ENCRYPTION_KEY', other],
    ['DATABASE_URL', 'postgres://shop:secret@db:5432/stockroom'],
    ['DB_ENCRYPTION_KEY_PREVIOUS', long],
    ['SMTP_URL', 'smtp://user:secret@mail:587'],
    ['RESEND_API_KEY', 're_0123456789'],
    ['METRICS_TOKEN', 'sixteen_letters_'],
  ] as const

  it.each(variables)('is read for %s', async (name, value) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'secret')
    writeFileSync(path, `${value}\n`)
    const { [name]: _left, ...rest } = keys as Record<string, string>
    const env = { ...rest, DATA_DIR: folder.path, [`${name}_FILE`]: path }

    expect(readConfig(env)).toMatchObject({ [name]: value })
    expect(readdirSync(folder.path)).toEqual(
      name in keys ? ['secret'] : expect.arrayContaining(['secret']),
    )
  })

  it('is not read when the variable itself is set', () => {
    const env = { ...keys, METRICS_TOKEN: 'sixteen_letters_', METRICS_TOKEN_FILE: '/nowhere' }
    expect(readConfig(env)).toMatchObject({ METRICS_TOKEN: 'sixteen_letters_' })
  })

  it('stops the start by name when it cannot be read, is a folder or is too short', async () => {
    await using folder = await temporaryFolder()
    const [empty, directory] = [join(folder.path, 'empty'), join(folder.path, 'directory')]
    writeFileSync(empty, '')
    mkdirSync(directory)
    const read = (path: string) => () =>
      readConfig({ DB_ENCRYPTION_KEY: other, SECRET_KEY_FILE: path, DATA_DIR: folder.path })

    expect(read('/nowhere')).toThrow('SECRET_KEY_FILE: the file /nowhere cannot be read')
    expect(read(directory)).toThrow('SECRET_KEY_FILE')
    expect(read(empty)).toThrow('SECRET_KEY is shorter than 32 characters')
    for (const name of ['RESEND_API_KEY', 'SMTP_PASSWORD']) {
      expect(complaint({ [`${name}_FILE`]: empty })).toContain(`${name} is empty`)
    }
  })

  it('is never told in a complaint', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'url')
    writeFileSync(path, 'mysql://root:hunter2@db/stock')
    expect(complaint({ DATABASE_URL_FILE: path })).not.toContain('hunter2')
    expect(complaint({ SECRET_KEY: 'hunter2' })).not.toContain('hunter2')
  })
})

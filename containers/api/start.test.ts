import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openMigrated } from '#containers/api/database.ts'
import type { Db } from '#shared/db/types.ts'
import { databases } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'
import { failedStart, startProcess } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const json = { 'content-type': 'application/json' }
async function isReady(url: string): Promise<boolean> {
  const res = await fetch(`${url}/api/health/ready`)
  return res.status === 200
}

describe.each(databases)('a start on %s', (kind) => {
  it('migrates a fresh database, and the next one finds all as it was, with nothing to do', async () => {
    await using place = await ownPlace(kind)
    {
      // From its sources, as `make start` does; all other tests start the bundle.
      await using first = await startProcess(place.env, 'sources')
      const setup = await fetch(`${first.url}/api/auth/setup`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(mara),
      })
      expect(setup.status).toBe(201)
      expect(first.logLines()).toContainEqual(
        expect.objectContaining({
          event: 'database migrated',
          ran: expect.stringContaining('001'),
        }),
      )
      expect(first.output.words).toContain(`Stockroom answers on http://localhost:${first.port}`)
      first.signal('SIGTERM')
      expect(await first.ended).toBe(0)
    }

    await using second = await startProcess(place.env)

    const events = second.logLines().map((line) => line['event'])
    expect(events).toEqual(['ready'])
    const state = await fetch(`${second.url}/api/auth/setup`)
    expect(await state.json()).toEqual({ needed: false })
    expect(readdirSync(place.folder)).not.toContain('backups')
  }, 60_000)

  it('of two servers on one fresh database leaves both ready, with the same keys', async () => {
    await using place = await ownPlace(kind)

    const starting = [startProcess(place.env), startProcess(place.env)] as const
    await using one = await starting[0]
    await using other = await starting[1]

    expect([await isReady(one.url), await isReady(other.url)]).toEqual([true, true])
    const migrated = [one, other].filter((server) =>
      server.logLines().some((line) => line['event'] === 'database migrated'),
    )
    expect(migrated).toHaveLength(1)
    const setup = await fetch(`${one.url}/api/auth/setup`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(mara),
    })
    const { accessToken } = await setup.json()
    const me = await fetch(`${other.url}/api/auth/me`, {
      headers: { authorization: `Bearer ${accessToken}` },
    })
    expect(await me.json()).toMatchObject({ user: { email: mara.email } })
  }, 60_000)

  it('stops with one sentence when the database is newer than the code', async () => {
    await using place = await ownPlace(kind)
    const database = await openMigrated(place.env.DATABASE_URL)
    await noteMigration(database.writer, '999-from-the-future')
    await database.close()

    const { code, words, log } = await failedStart(place.env)

    expect(code).toBe(1)
    expect(words.trim()).toBe(
      'Stockroom cannot start: the database is newer than this version of Stockroom (it knows 999-from-the-future): ' +
        'start the newer version again, or restore the backup made before its first start',
    )
    expect(log).toBe('')
  }, 60_000)
})

async function noteMigration(db: Db, name: string): Promise<void> {
  const migrations = db as unknown as Kysely<{
    kysely_migration: { name: string; timestamp: string }
  }>
  const row = { name, timestamp: '2099-01-01T00:00:00.000Z' }
  await migrations.insertInto('kysely_migration').values(row).execute()
}

describe('a start', () => {
  it('says when a SQLite database lies there that is not the one in use', async () => {
    await using place = await ownPlace('postgres')
    const file = join(place.folder, 'stockroom.db')
    writeFileSync(file, '')
    await using server = await startProcess(place.env)
    expect(server.logLines()).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'SQLite database not used', file }),
    )
  })

  /** The one line that is said instead of starting. */
  async function complaint(env: Record<string, string>): Promise<string> {
    await using folder = await temporaryFolder()
    const { code, words, log } = await failedStart({ DATA_DIR: folder.path, ...env })
    expect(code, words).toBe(1)
    expect(log).not.toContain('"ready"')
    const [line = '', ...more] = words.trim().split('\n')
    expect(more).toEqual([])
    return line
  }

  it('stops with one sentence when the port is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''

    expect(await complaint({ PORT: port })).toBe(
      `Stockroom cannot start: port ${port} is in use; set PORT to another`,
    )
    await new Promise((resolve) => taken.close(resolve))
  }, 60_000)

  it.each([
    ['nowhere.invalid', '\\w+'],
    ['192.0.2.1', 'EADDRNOTAVAIL'],
  ])(
    'stops with one sentence when HOST is %s, not here',
    async (host, code) => {
      expect(await complaint({ HOST: host })).toMatch(
        new RegExp(
          `^Stockroom cannot start: HOST: ${host} is no address of this machine \\(${code}\\); `,
        ),
      )
    },
    60_000,
  )

  it('stops with one sentence when a secret is short', async () => {
    expect(await complaint({ SECRET_KEY: 'short' })).toBe(
      'Stockroom cannot start: SECRET_KEY is shorter than 32 characters: make one with `openssl rand -base64 48`',
    )
  }, 60_000)

  it('stops with one sentence when the database cannot be reached', async () => {
    const url = 'postgres://shop:hunter2@127.0.0.1:1/stockroom'
    expect(await complaint({ DATABASE_URL: url })).toBe(
      'Stockroom cannot start: DATABASE_URL: 127.0.0.1:1 cannot be reached (ECONNREFUSED)',
    )
  }, 60_000)

  it('tells each statement with DEBUG, without its values', async () => {
    await using folder = await temporaryFolder()
    await using server = await startProcess({ DATA_DIR: folder.path, DEBUG: 'true' })
    await fetch(`${server.url}/api/auth/setup`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(mara),
    })
    const queries = server.logLines().filter((line) => line['event'] === 'query')
    expect(queries).toContainEqual(
      expect.objectContaining({
        sql: expect.stringContaining('insert into "app_user"'),
        ms: expect.any(Number),
      }),
    )
    expect(server.output.log).not.toContain(mara.email)
  }, 60_000)

  it('keeps what it makes from everybody else', async () => {
    await using folder = await temporaryFolder()
    const DATA_DIR = join(folder.path, 'data')
    mkdirSync(DATA_DIR)
    await using _ = await startProcess({ DATA_DIR })
    const modes = readdirSync(DATA_DIR).map((name) => {
      const { mode } = statSync(join(DATA_DIR, name))
      return [name, (mode & 0o077).toString(8)]
    })
    expect(modes.length).toBeGreaterThanOrEqual(3)
    expect(modes.filter(([, others]) => others !== '0')).toEqual([])
  }, 60_000)
})

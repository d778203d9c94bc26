import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openAsItIs, sqliteFileOf } from '#containers/api/database.ts'
import type { CheckedCopy } from '#containers/cli/copies/copies.ts'
import { emptyPostgres } from '#containers/cli/copies/postgres.ts'
import { runCommand, startCommand } from '#shared/testing/command.ts'
import { contentsOf } from '#shared/testing/contents.ts'
import { databases } from '#shared/testing/databases.ts'
import { whyNoPostgresTools } from '#shared/testing/postgres-tools.ts'
import { Caller, ownPlace, runningShop, stocked } from '#shared/testing/running-shop.ts'
import { startProcess, until } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

/** Texts that end a line, a value or a table for a program that reads them carelessly. */
const hostile = ['\\.', 'a\\b\tc', '\u2028 and \u2029', 'o\'clock "x"', '\\N', '😀 ü', '$1 COPY x;']

async function look(url: string) {
  const database = await openAsItIs(url)
  try {
    return await contentsOf(database.db)
  } finally {
    await database.close()
  }
}

const missing = await whyNoPostgresTools()

for (const kind of databases) {
  const why = kind === 'postgres' ? missing : undefined
  describe.skipIf(why)(`a backup of ${kind}${why ? ` (left out: ${why})` : ''}`, () => {
    it('brings everything back after all is lost', async () => {
      await using shop = await runningShop(kind)
      const { place, caller, server } = shop
      for (const [index, name] of hostile.entries()) {
        await caller.get('POST', '/products', { sku: `H-${index}`, name: `x ${name} x` })
      }
      await stocked(caller, 'MUG', 7)
      server.signal('SIGTERM')
      await server.ended

      const made = await runCommand('backup', place.env, '--json')
      expect(made).toMatchObject({ code: 0, err: '' })
      const { file, rows, migration, sha256 } = JSON.parse(made.out) as CheckedCopy
      const before = await look(place.url)
      if (kind === 'sqlite') rmSync(sqliteFileOf(place.url))
      else await emptyPostgres(place.url)

      const restored = await runCommand('restore', place.env, file)

      expect(restored).toMatchObject({ code: 0, err: '' })
      expect(restored.out).toContain(`${rows} rows of ${basename(file)} are back`)
      expect(migration).toMatch(/^\d{3}-/)
      expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sha256}  ${basename(file)}\n`)
      const { audit_entry: entries = [], event: events, ...after } = await look(place.url)
      const { audit_entry: entriesBefore = [], event: eventsBefore, ...rest } = before
      expect(after).toEqual(rest)
      expect(events).toEqual(eventsBefore)
      const added = entries.filter((entry) => !entriesBefore.includes(entry))
      // It is written down after the copy was made.
      const lost = entriesBefore.filter((entry) => !entries.includes(entry))
      expect(lost.map((entry) => JSON.parse(entry) as object)).toMatchObject([
        { action: 'BACKUP', entity_id: basename(file) },
      ])
      expect(added.map((entry) => JSON.parse(entry) as object)).toMatchObject([
        { action: 'RESTORE', entity: 'database', actor_name: 'restore from the command line' },
      ])
      await using again = await startProcess(place.env)
      const { items } = await new Caller(again, caller.token).get<{ items: { name: string }[] }>(
        'GET',
        '/products?limit=100',
      )
      expect(items.map(({ name }) => name)).toContain(`x ${hostile[2]} x`)
    }, 60_000)

    it('is made while a server works, and put back only when none does', async () => {
      await using shop = await runningShop(kind)
      const { place, caller } = shop
      await stocked(caller, 'MUG', 7)
      const made = await runCommand('backup', place.env, '--json', '--with-keys')
      expect(made.code, made.err).toBe(0)
      const { file } = JSON.parse(made.out) as CheckedCopy
      await caller.get('POST', '/products', { sku: 'LATER', name: 'Later' })

      const refused = await runCommand('restore', place.env, file)

      expect(refused).toMatchObject({ code: 1, out: '' })
      expect(refused.err).toContain('stop the server first')
      expect((await caller.send('GET', '/products?q=later')).status).toBe(200)
      const keys = readFileSync(file.replace(/\.\w+$/, '.keys'), 'utf8')
      expect(keys).toContain(readFileSync(join(place.folder, 'db-encryption-key'), 'utf8'))
      const names = readdirSync(join(place.folder, 'backups'))
      const modes = names.map((name) => statSync(join(place.folder, 'backups', name)).mode & 0o077)
      expect(modes).toEqual([0, 0, 0])
    }, 60_000)

    it('that is damaged is not put back, and what is there stays', async () => {
      await using place = await ownPlace(kind)
      expect((await runCommand('monitor', place.env)).code).toBe(0)
      const { file } = JSON.parse(
        (await runCommand('backup', place.env, '--json')).out,
      ) as CheckedCopy
      const before = await look(place.url)
      const bytes = readFileSync(file)
      bytes.fill(0x41, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 5_000)
      writeFileSync(file, bytes)

      const bySum = await runCommand('restore', place.env, file)
      rmSync(`${file}.sha256`)
      const byItself = await runCommand('restore', place.env, file)
      const nothing = await runCommand('restore', place.env, join(place.folder, 'gone.db'))
      const other = await runCommand('restore', place.env, join(place.folder, 'secret-key'))

      expect(bySum).toMatchObject({ code: 1, out: '' })
      expect(bySum.err).toContain('is damaged: its SHA-256')
      expect(byItself).toMatchObject({ code: 1 })
      expect(nothing.err).toContain('there is no backup')
      expect(other.err).toContain('is no backup')
      expect(await look(place.url)).toEqual(before)
    }, 60_000)

    it('is kept in so many copies, and goes on by itself until it is stopped', async () => {
      await using place = await ownPlace(kind)
      expect((await runCommand('monitor', place.env)).code).toBe(0)
      const folder = join(place.folder, 'copies')
      for (let n = 0; n < 3; n++) {
        expect((await runCommand('backup', place.env, '--to', folder, '--keep', '2')).code).toBe(0)
      }
      expect(readdirSync(folder)).toHaveLength(4)
      const fresh = join(place.folder, 'fresh')

      const { child, printed, end } = startCommand(
        'backup',
        place.env,
        ...['--to', fresh, '--every', '24', '--keep', '5'],
      )
      await until('the next one is awaited', () => printed.out.includes('"next backup"'))
      child.kill('SIGTERM')

      expect((await end).code).toBe(0)
      const events = printed.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { event: string }).event)
      expect(events).toEqual(['backup made', 'next backup', 'stopped'])
      expect(readdirSync(fresh)).toHaveLength(2)
    }, 60_000)
  })
}

describe('stockroom backup', () => {
  it('says what it needs', async () => {
    await using folder = await temporaryFolder()
    const env = { DATA_DIR: folder.path }
    const none = await runCommand('backup', env)
    expect(none).toMatchObject({ code: 2, out: '' })
    expect(none.err).toContain(`there is no database ${join(folder.path, 'stockroom.db')}`)
    const wrong = await runCommand('backup', env, '--keep', 'all')
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.err).toContain('--keep: a whole number from 1 to 100000, not "all"')
    const postgres = { ...env, DATABASE_URL: 'postgres://shop:hunter2@127.0.0.1:1/shop' }
    const away = await runCommand('backup', postgres)
    expect(away.err.trim()).toBe('DATABASE_URL: 127.0.0.1:1 cannot be reached (ECONNREFUSED)')
  })

  it.skipIf(missing)('says how to get pg_dump where there is none', async () => {
    await using place = await ownPlace('postgres')
    await runCommand('monitor', place.env)
    const { code, err } = await runCommand('backup', { ...place.env, PATH: '/nowhere' })
    expect(code).toBe(1)
    expect(err).toContain('pg_dump is not found: install the PostgreSQL client')
  })

  it('is of one kind of database, and of no newer version', async () => {
    await using place = await ownPlace('sqlite')
    await runCommand('monitor', place.env)
    const { file } = JSON.parse(
      (await runCommand('backup', place.env, '--json')).out,
    ) as CheckedCopy
    const postgres = { ...place.env, DATABASE_URL: 'postgres://shop@127.0.0.1:1/shop' }
    const wrong = await runCommand('restore', postgres, file, '--without-backup')
    expect(wrong.err).toContain('is of SQLite, but the database is PostgreSQL: set DATABASE_URL')
    const newer = join(place.folder, 'newer.db')
    cpSync(file, newer)
    const database = await openAsItIs(`sqlite:${newer}`)
    const at = '2099-01-01T00:00:00.000Z'
    await database.writer
      .insertInto('kysely_migration' as never)
      .values({ name: '999-from-the-future', timestamp: at })
      .execute()
    await database.close()
    const refused = await runCommand('restore', place.env, newer)
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.err).toContain(
      'is of a newer version of Stockroom (it knows 999-from-the-future)',
    )
  })
})

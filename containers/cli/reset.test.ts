import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMigrated, sqliteFileOf } from '#containers/api/database.ts'
import { answerCommand, runCommand } from '#shared/testing/command.ts'
import { databases } from '#shared/testing/databases.ts'
import { whyNoPostgresTools } from '#shared/testing/postgres-tools.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'

type Place = Awaited<ReturnType<typeof ownPlace>>

async function fill({ url, env, folder }: Place): Promise<void> {
  expect((await runCommand('monitor', env)).code).toBe(0)
  const database = await openMigrated(url)
  await database.writer.updateTable('settings').set({ companyName: 'The shop' }).execute()
  await database.close()
  writeFileSync(join(folder, 'mine.txt'), 'not of Stockroom')
}

async function companyName({ url }: Place): Promise<string> {
  const database = await openMigrated(url)
  const { companyName: name } = await database.db
    .selectFrom('settings')
    .select('companyName')
    .executeTakeFirstOrThrow()
  await database.close()
  return name
}

const nameOf = ({ url }: Place) =>
  url.startsWith('sqlite:') ? 'stockroom.db' : new URL(url).pathname.slice(1)

describe.each(databases)('stockroom reset on %s', (kind) => {
  it('deletes nothing without the right name', async () => {
    await using place = await ownPlace(kind)
    await fill(place)

    for (const answer of ['', 'yes\n', 'stockroom\n']) {
      const ended = await answerCommand(answer, 'reset', place.env)
      expect(ended).toMatchObject({ code: 1, err: 'Nothing was deleted.\n' })
      expect(ended.out).toContain(`Type ${nameOf(place)} to delete it`)
    }

    expect(await companyName(place)).toBe('The shop')
    expect(readdirSync(place.folder)).toContain('secret-key')
  }, 60_000)

  it('deletes database and keys, and what is not its own stays', async () => {
    await using place = await ownPlace(kind)
    await fill(place)

    const ended = await answerCommand(`${nameOf(place)}\n`, 'reset', place.env)

    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(place.folder)).toEqual(['mine.txt'])
    expect(await companyName(place)).toBe('My company')
  }, 60_000)

  it('asks nobody only when it is told about a backup', async () => {
    await using place = await ownPlace(kind)
    await fill(place)
    const bare = await runCommand('reset', place.env, '--yes')
    const both = await runCommand('reset', place.env, '--backup', 'x', '--without-backup')
    expect(bare).toMatchObject({ code: 2, out: '' })
    expect(bare.err).toContain('--yes needs --backup FOLDER, or --without-backup')
    expect(both).toMatchObject({ code: 2, out: '' })
    expect(await companyName(place)).toBe('The shop')
    expect(await runCommand('reset', place.env, '--yes', '--without-backup')).toMatchObject({
      code: 0,
    })
    expect(await companyName(place)).toBe('My company')
  }, 60_000)

  it('is refused while a server runs', async () => {
    await using place = await ownPlace(kind)
    await fill(place)
    const server = await openMigrated(place.url)
    await server.db.selectFrom('settings').select('companyName').execute()
    const ended = await runCommand('reset', place.env, '--yes', '--without-backup')
    await server.close()
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toContain('stop the server first')
    expect(await companyName(place)).toBe('The shop')
  }, 60_000)
})

const missing = await whyNoPostgresTools()

for (const kind of databases) {
  const why = kind === 'postgres' ? missing : undefined
  it.skipIf(why)(
    `a reset of ${kind} is undone by its backup with keys${why ? ` (left out: ${why})` : ''}`,
    async () => {
      await using place = await ownPlace(kind)
      await fill(place)
      const copies = join(place.folder, 'copies')
      const done = await runCommand('reset', place.env, '--yes', '--backup', copies)
      expect(done).toMatchObject({ code: 0, err: '' })
      if (kind === 'sqlite') expect(existsSync(sqliteFileOf(place.url))).toBe(false)
      const copy = readdirSync(copies).find((name) => /\.(db|dump)$/.test(name)) ?? ''

      const back = await runCommand('restore', place.env, join(copies, copy), '--with-keys')

      expect(back).toMatchObject({ code: 0, err: '' })
      expect(await companyName(place)).toBe('The shop')
    },
    60_000,
  )
}

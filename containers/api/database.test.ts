import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '#containers/api/config-error.ts'
import { openMigrated } from '#containers/api/database.ts'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

async function complaint(url: string): Promise<string> {
  const error: unknown = await openMigrated(url).then(
    async (database) => database.close(),
    (error: unknown) => error,
  )
  if (!(error instanceof ConfigError)) throw new Error(`it is opened: ${url}`, { cause: error })
  // With DEBUG all of it is told.
  expect(inspect(error)).not.toContain('hunter2')
  return error.message
}

describe('openMigrated', () => {
  it.each([
    ['no server', 'postgres://shop:hunter2@127.0.0.1:1/a', '127.0.0.1:1 cannot be reached'],
    [
      'no such host',
      'postgres://shop:hunter2@nowhere.invalid/a',
      'nowhere.invalid cannot be reached',
    ],
    ['no URL', 'postgres://shop:hunter2@:::/', 'it is not a valid URL'],
    ['a plain / in a password', 'postgres://shop:hunter2/@127.0.0.1:1/a', 'it is not a valid URL'],
    ['a plain % in a password', 'postgres://shop:hunter2%@127.0.0.1:1/a', 'it is not a valid URL'],
    ['a file in what is no folder', 'sqlite:/dev/null/a.db', '/dev/null/a.db cannot be opened'],
    ['a folder', 'sqlite:/', '/ cannot be opened'],
  ])('says that DATABASE_URL names %s, and tells no password', async (_, url, sentence) => {
    const message = await complaint(url)
    expect(message).toContain(`DATABASE_URL: ${sentence}`)
    expect(message).not.toMatch(/hunter2|\n/)
  })

  it('says that PostgreSQL has no such database or user', async () => {
    const { url, drop } = await freshPostgresUrl('template0')
    const [gone, stranger] = [new URL(url), new URL(url)]
    gone.pathname = '/nothing_of_that_name'
    stranger.username = 'stranger'
    expect(await complaint(gone.href)).toBe(
      'DATABASE_URL: database "nothing_of_that_name" does not exist',
    )
    expect(await complaint(stranger.href)).toBe('DATABASE_URL: role "stranger" does not exist')
    await drop()
  })

  it('says that a file is no SQLite database, and leaves it as it is', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'letter.txt')
    writeFileSync(path, 'a letter, long enough to be taken for a header\n'.repeat(50))
    expect(await complaint(`sqlite:${path}`)).toBe(`DATABASE_URL: ${path} is not a database`)
  })

  it('opens a SQLite file by its path and by a URL with slashes', async () => {
    await using folder = await temporaryFolder()
    for (const url of [`sqlite:${folder.path}/a.db`, `sqlite://${folder.path}/b.db`]) {
      const database = await openMigrated(url)
      expect(database.migrated.ran.length).toBeGreaterThan(0)
      await database.close()
      const again = await openMigrated(url)
      expect(again.migrated).toEqual({ ran: [] })
      await again.close()
    }
  })
})

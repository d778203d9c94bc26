import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { copySqlite } from './sqlite-backup.node.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'
import type { Db } from './types.ts'

const ROWS = 2_000

async function shop(folder: string) {
  const path = join(folder, 'stockroom.db')
  await migrateSqlite(path)
  return { path, ...openSqlite(path) }
}

/** Twice the same number in one transaction; big enough that a copy takes many turns. */
async function fill({ writer }: { writer: Db }, n: number): Promise<void> {
  await writer.transaction().execute(async (tx) => {
    const row = { hits: n, resetAt: n }
    await tx
      .insertInto('rateCounter')
      .values({ counterKey: `${n} `.repeat(400), ...row })
      .execute()
    await tx.updateTable('settings').set({ version: n }).execute()
  })
}

/** What a server finds that is started with the copy. */
async function inCopy(bytes: ArrayBuffer) {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'restored.db')
  writeFileSync(path, new Uint8Array(bytes))
  expect(await migrateSqlite(path)).toEqual({ ran: [] })
  const { db, close } = openSqlite(path)
  const { version } = await db.selectFrom('settings').select('version').executeTakeFirstOrThrow()
  const counters = await db.selectFrom('rateCounter').select('hits').execute()
  await close()
  return { version, hits: counters.map(({ hits }) => hits) }
}

describe('the copy of a SQLite file', () => {
  it('is of one moment, and comes to its end, while others write', async () => {
    await using folder = await temporaryFolder()
    const database = await shop(folder.path)
    for (let n = 1; n <= ROWS; n++) await fill(database, n)
    let n = ROWS
    const state = { copied: false }
    const copy = database.backup?.().finally(() => (state.copied = true))
    while (!state.copied) {
      await fill(database, ++n)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { size, body } = (await copy) ?? {}

    const bytes = await new Response(body).arrayBuffer()

    expect(n).toBeGreaterThan(ROWS + 2)
    expect(bytes.byteLength).toBe(size)
    const { version, hits } = await inCopy(bytes)
    expect(version).toBeGreaterThanOrEqual(ROWS)
    expect(version).toBeLessThan(n)
    expect(hits).toHaveLength(version)
    await database.close()
  }, 30_000)

  it('leaves no file behind, neither read, nor given up, nor failed', async () => {
    await using folder = await temporaryFolder()
    const database = await shop(folder.path)
    const before = readdirSync(folder.path).toSorted()

    const [first, second] = await Promise.all([
      copySqlite(database.path),
      copySqlite(database.path),
    ])
    expect(readdirSync(folder.path).toSorted()).toEqual(before)
    await second.body.cancel()
    expect((await inCopy(await new Response(first.body).arrayBuffer())).version).toBe(1)
    await expect(copySqlite(join(folder.path, 'none.db'))).rejects.toThrow('unable to open')

    expect(readdirSync(folder.path).toSorted()).toEqual(before)
    await database.close()
  })
})

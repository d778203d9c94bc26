import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { runModule } from '#shared/testing/run-module.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'
import type { Db } from './types.ts'

async function companyName(db: Db): Promise<string> {
  return (await db.selectFrom('settings').select('companyName').executeTakeFirstOrThrow())
    .companyName
}

async function migratedFile(folder: string): Promise<string> {
  const path = join(folder, 'stockroom.db')
  await migrateSqlite(path)
  return path
}

describe('openSqlite', () => {
  it('reads on while a long write is under way, and sees it when it is done', async () => {
    await using folder = await temporaryFolder()
    const { db, writer, close } = openSqlite(await migratedFile(folder.path))
    const written = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()

    const write = writer.transaction().execute(async (tx) => {
      await tx.updateTable('settings').set({ companyName: 'Long & Slow' }).execute()
      written.resolve()
      await release.promise
      expect(await companyName(tx)).toBe('Long & Slow')
    })
    await written.promise
    const meanwhile = [await companyName(db), await companyName(db)]
    release.resolve()
    await write

    expect(meanwhile).toEqual(['My company', 'My company'])
    expect(await companyName(db)).toBe('Long & Slow')
    await close()
  })

  it('refuses a write through the connection that is for reading', async () => {
    await using folder = await temporaryFolder()
    const { db, close } = openSqlite(await migratedFile(folder.path))

    const write = db.updateTable('settings').set({ companyName: 'No' }).execute()

    await expect(write).rejects.toThrow('readonly database')
    expect(await companyName(db)).toBe('My company')
    await close()
  })

  it('loses no write of several processes on one file', async () => {
    await using folder = await temporaryFolder()
    const path = await migratedFile(folder.path)
    const count = `
      import { openSqlite } from '#shared/db/sqlite.node.ts'
      const { writer, close } = openSqlite(process.argv[1])
      for (let i = 0; i < 50; i++) {
        await writer.transaction().execute(async (tx) => {
          const { version } = await tx.selectFrom('settings').select('version').executeTakeFirstOrThrow()
          await tx.updateTable('settings').set({ version: version + 1 }).execute()
        })
      }
      await close()`

    await Promise.all([1, 2].map(() => runModule(count, path)))

    const { db, close } = openSqlite(path)
    expect(await db.selectFrom('settings').select('version').execute()).toEqual([{ version: 101 }])
    await close()
  })

  it('holds the rules that only a setting of the connection switches on', async () => {
    await using folder = await temporaryFolder()
    const { writer, close } = openSqlite(await migratedFile(folder.path))

    const orphan = writer
      .insertInto('recoveryCode')
      .values({ codeHash: 'x', userId: 'usr_none', usedAt: null })
      .execute()

    await expect(orphan).rejects.toThrow('FOREIGN KEY constraint failed')
    await close()
  })
})

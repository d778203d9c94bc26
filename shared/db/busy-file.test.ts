import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'

describe('a SQLite file that another process writes', () => {
  it('is waited for while everything else goes on', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    await migrateSqlite(path)
    const { db, writer, close } = openSqlite(path)
    const other = new SqliteDatabase(path)
    other.exec("begin immediate; insert into rate_counter values ('other', 1, 0)")
    const keys = () => db.selectFrom('rateCounter').select('counterKey').execute()

    const writing = writer
      .transaction()
      .execute((tx) =>
        tx.insertInto('rateCounter').values({ counterKey: 'own', hits: 1, resetAt: 0 }).execute(),
      )
    // Timers and reads have their turn before the file is free, and this one frees it.
    await new Promise((resolve) => setTimeout(resolve, 20))
    const meanwhile = await keys()
    other.exec('commit')
    await writing

    expect(meanwhile).toEqual([])
    expect(await keys()).toEqual([{ counterKey: 'other' }, { counterKey: 'own' }])
    other.close()
    await close()
  })
})

import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { CommitGroup, GroupCommitDialect } from './group-commit.node.ts'
import type { OpenDatabase } from './open-database.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'
import type { Tx } from './types.ts'

async function openFile(folder: string): Promise<{ database: OpenDatabase; path: string }> {
  const path = join(folder, 'stockroom.db')
  await migrateSqlite(path)
  return { database: openSqlite(path, { busyTimeoutMs: 50 }), path }
}

const insert = (tx: Tx, counterKey: string) =>
  tx.insertInto('rateCounter').values({ counterKey, hits: 1, resetAt: 0 }).execute()

const write = (database: OpenDatabase, key: string) =>
  database.writer.transaction().execute((tx) => insert(tx, key))

/** What another process sees. */
function committed(path: string): string[] {
  const other = new SqliteDatabase(path, { readonly: true })
  const rows = other.prepare('select counter_key from rate_counter order by 1').pluck().all()
  other.close()
  return rows as string[]
}

describe('transactions that follow each other closely', () => {
  it('are all there when they are acknowledged', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)

    const seen = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const key = `k${String(n).padStart(3, '0')}`
        await write(database, key)
        return committed(path).includes(key)
      }),
    )

    expect(seen.every(Boolean)).toBe(true)
    expect(committed(path)).toHaveLength(100)
    await database.close()
  })

  it('do not share the failure of one', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)
    const failing = () =>
      database.writer.transaction().execute(async (tx) => {
        await insert(tx, 'failed')
        throw new Error('refused')
      })

    const results = await Promise.allSettled([
      write(database, 'a'),
      failing(),
      write(database, 'b'),
      write(database, 'a'),
      write(database, 'c'),
    ])

    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(committed(path)).toEqual(['a', 'b', 'c'])
    await database.close()
  })

  it('hold nobody up when the only one of them has failed', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)
    const failing = database.writer.transaction().execute(async (tx) => {
      await insert(tx, 'failed')
      throw new Error('refused')
    })
    await expect(failing).rejects.toThrow('refused')

    const other = new SqliteDatabase(path, { timeout: 0 })
    const write = other.prepare("insert into rate_counter values ('other', 1, 0)")
    await vi.waitFor(() => write.run())
    other.close()

    expect(committed(path)).toEqual(['other'])
    await database.close()
  })

  it('keep their savepoints within them', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)

    await Promise.all([
      write(database, 'a'),
      database.writer.transaction().execute(async (tx) => {
        await insert(tx, 'b')
        await new Promise((resolve) => setTimeout(resolve, 5))
        await insert(tx, 'c')
      }),
      write(database, 'd'),
    ])

    expect(committed(path)).toEqual(['a', 'b', 'c', 'd'])
    await database.close()
  })

  it('all fail while another process holds the database, and succeed afterwards', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)
    const other = new SqliteDatabase(path)
    other.exec('begin immediate')

    const results = await Promise.allSettled([write(database, 'a'), write(database, 'b')])
    other.exec('rollback')
    other.close()
    await write(database, 'c')

    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    for (const result of results) {
      expect(result).toMatchObject({ reason: { code: 'SQLITE_BUSY' } })
    }
    expect(committed(path)).toEqual(['c'])
    await database.close()
  })

  it('do not wait for a long one, nor it for them', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)
    const order: string[] = []
    // Both have been used before, so that they ask for their turns in the order of the lines below.
    await database.longWriter.transaction().execute((tx) => insert(tx, 'a'))
    await write(database, 'b')

    await Promise.all([
      write(database, 'before').then(() => order.push('before')),
      database.longWriter
        .transaction()
        .execute(async (tx) => {
          order.push(`sees ${committed(path).join()}`)
          await insert(tx, 'long')
          await new Promise((resolve) => setTimeout(resolve, 30))
        })
        .then(() => order.push('long')),
      write(database, 'after').then(() => order.push('after')),
    ])

    expect(order).toEqual(['sees a,b,before', 'before', 'long', 'after'])
    expect(committed(path)).toEqual(['a', 'after', 'b', 'before', 'long'])
    await database.close()
  })

  it('leave room for a single statement, which lasts when it is done', async () => {
    await using folder = await temporaryFolder()
    const { database, path } = await openFile(folder.path)

    await Promise.all([
      write(database, 'a'),
      database.writer
        .insertInto('rateCounter')
        .values({ counterKey: 'single', hits: 1, resetAt: 0 })
        .execute()
        .then(() => expect(committed(path)).toContain('single')),
      write(database, 'b'),
    ])

    expect(committed(path)).toEqual(['a', 'b', 'single'])
    await database.close()
  })
})

interface Names {
  name: { name: string }
}

describe('a transaction', () => {
  /** A table of names, and a disk that has what was committed when the test says so. */
  function onSlowDisk(folder: string) {
    const path = join(folder, 'names.db')
    const database = new SqliteDatabase(path)
    database.pragma('journal_mode = WAL')
    database.exec('create table name (name text primary key)')
    const turns: PromiseWithResolvers<void>[] = []
    const group = new CommitGroup({
      isOpen: () => database.inTransaction,
      run: (statement) => void database.prepare(statement).run(),
      committed: () => {},
      written: () => {
        const turn = Promise.withResolvers<void>()
        turns.push(turn)
        return turn.promise
      },
    })
    const dialect = new GroupCommitDialect({ database }, group)
    const db = new Kysely<Names>({ dialect })
    const told: string[] = []
    const add = (name: string) =>
      db
        .transaction()
        .execute((tx) => tx.insertInto('name').values({ name }).execute())
        .then(
          () => told.push(name),
          (error: unknown) => told.push(`${name}: ${String(error)}`),
        )
    const stored = () => database.prepare('select name from name').pluck().all()
    return { turns, add, told, stored, database, group, db }
  }

  it('is acknowledged when the disk has it, and others do their work meanwhile', async () => {
    await using folder = await temporaryFolder()
    const { turns, add, told, stored, db } = onSlowDisk(folder.path)

    const first = add('first')
    await vi.waitFor(() => expect(turns).toHaveLength(1))
    const second = add('second')
    await vi.waitFor(() => expect(turns).toHaveLength(2))
    expect(stored()).toEqual(['first', 'second'])
    expect(told).toEqual([])

    turns[0]?.resolve()
    await first
    expect(told).toEqual(['first'])
    turns[1]?.resolve()
    await second
    expect(told).toEqual(['first', 'second'])
    await db.destroy()
  })

  it('is not acknowledged when the disk refuses it', async () => {
    await using folder = await temporaryFolder()
    const { turns, add, told, db } = onSlowDisk(folder.path)

    const adding = add('lost')
    await vi.waitFor(() => expect(turns).toHaveLength(1))
    turns[0]?.reject(new Error('EIO: i/o error'))
    await adding

    expect(told).toEqual(['lost: Error: EIO: i/o error'])
    await db.destroy()
  })

  it('that the disk refuses takes nothing back of the one that is working by then', async () => {
    await using folder = await temporaryFolder()
    const { turns, add, stored, db } = onSlowDisk(folder.path)
    const lost = add('lost')
    await vi.waitFor(() => expect(turns).toHaveLength(1))
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const other = db.transaction().execute(async (tx) => {
      await tx.insertInto('name').values({ name: 'one half' }).execute()
      begun.resolve()
      await gate.promise
      await tx.insertInto('name').values({ name: 'the other half' }).execute()
    })
    await begun.promise

    turns[0]?.reject(new Error('EIO: i/o error'))
    await lost
    gate.resolve()
    await vi.waitFor(() => expect(turns).toHaveLength(2))
    turns[1]?.resolve()
    await other

    expect(stored()).toEqual(['lost', 'one half', 'the other half'])
    await db.destroy()
  })

  it('that cannot be committed takes nothing back of a long one that begins just then', async () => {
    await using folder = await temporaryFolder()
    const { turns, add, told, stored, database, group, db } = onSlowDisk(folder.path)
    database.exec(`create table alias (name text references name deferrable initially deferred);
      create trigger wrong after insert on name when new.name = 'wrong'
      begin insert into alias values ('nobody'); end`)
    const dialect = new GroupCommitDialect({ database }, group, { alone: true })
    const long = new Kysely<Names>({ dialect }).transaction()

    const wrong = add('wrong')
    const right = long.execute((tx) => tx.insertInto('name').values({ name: 'right' }).execute())
    await wrong
    await vi.waitFor(() => expect(turns).toHaveLength(1))
    turns[0]?.resolve()
    await right

    expect(told).toEqual([expect.stringContaining('FOREIGN KEY constraint failed')])
    expect(stored()).toEqual(['right'])
    await db.destroy()
  })
})

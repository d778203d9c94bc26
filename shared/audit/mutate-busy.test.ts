import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Ctx } from '#shared/context.ts'
import { migrateSqlite, openSqlite } from '#shared/db/sqlite.node.ts'
import type { Tx } from '#shared/db/types.ts'
import { ConflictError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { mutate } from './mutate.ts'

const at = '2026-03-02T10:00:00.000Z'

async function insertCategory(tx: Tx, name: string): Promise<string> {
  const id = newId('category')
  const row = { id, name, nameKey: name, version: 1, createdAt: at, updatedAt: at }
  await tx.insertInto('category').values(row).execute()
  return id
}

/** Adds one to the version and notes it down in the audit log. */
async function touch(ctx: Ctx, ids: readonly string[], meanwhile: (tx: Tx) => Promise<void>) {
  let attempts = 0
  await mutate(ctx, async (tx, audit) => {
    attempts += 1
    for (const [place, id] of ids.entries()) {
      await tx
        .updateTable('category')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute()
      if (place === 0 && attempts === 1) await meanwhile(tx)
    }
    audit.recorded('TOUCH', 'category', ids.join())
  })
  return attempts
}

/** Resolves for all when as many as said have come. */
function meeting(count: number): () => Promise<void> {
  const complete = Promise.withResolvers<void>()
  let come = 0
  return () => {
    come += 1
    if (come === count) complete.resolve()
    return complete.promise
  }
}

describe('mutate on PostgreSQL', () => {
  it('runs the work again after a deadlock, and each change is made and told once', async () => {
    await using t = await testApp(app, { database: 'postgres' })
    const [a, b] = await t.seed(async (tx) => [
      await insertCategory(tx, 'A'),
      await insertCategory(tx, 'B'),
    ])
    if (!a || !b) throw new Error('two categories')
    const met = meeting(2)
    const meanwhile = async (tx: Tx) => {
      await sql`set local deadlock_timeout = '50ms'`.execute(tx)
      await met()
    }

    const attempts = await Promise.all([
      touch(t.systemCtx(), [a, b], meanwhile),
      touch(t.systemCtx(), [b, a], meanwhile),
    ])

    expect(attempts.toSorted()).toEqual([1, 2])
    expect(await t.auditActions()).toEqual(['category.TOUCH', 'category.TOUCH'])
    const versions = await t.db.selectFrom('category').select('version').execute()
    expect(versions).toEqual([{ version: 3 }, { version: 3 }])
  })

  it('runs the work again after a serialization failure', async () => {
    await using t = await testApp(app, { database: 'postgres' })
    const id = await t.seed((tx) => insertCategory(tx, 'A'))
    let attempts = 0

    const version = await mutate(t.systemCtx(), async (tx, audit) => {
      attempts += 1
      await sql`set transaction isolation level repeatable read`.execute(tx)
      const row = await tx.selectFrom('category').select('version').executeTakeFirstOrThrow()
      if (attempts === 1) await touch(t.systemCtx(), [id], () => Promise.resolve())
      await tx
        .updateTable('category')
        .set({ version: row.version + 10 })
        .execute()
      audit.recorded('TEN', 'category', id)
      return row.version + 10
    })

    expect({ attempts, version }).toEqual({ attempts: 2, version: 12 })
    expect(await t.auditActions()).toEqual(['category.TOUCH', 'category.TEN'])
    expect(await t.db.selectFrom('category').select('version').execute()).toEqual([{ version: 12 }])
  })

  it('gives up after five attempts and leaves nothing', async () => {
    await using t = await testApp(app, { database: 'postgres' })
    let attempts = 0

    const work = mutate(t.systemCtx(), async (tx, audit) => {
      attempts += 1
      audit.recorded('NEVER', 'category', await insertCategory(tx, 'A'))
      await sql`do $$ begin raise exception 'too busy' using errcode = '40001'; end $$`.execute(tx)
    })

    await expect(work).rejects.toThrow('too busy')
    expect(attempts).toBe(5)
    expect(await t.auditActions()).toEqual([])
    expect(await t.db.selectFrom('category').select('id').execute()).toEqual([])
  })

  it('tells who was never the fastest to try again, and leaves nothing', async () => {
    await using t = await testApp(app, { permissions: ['settings:write'], database: 'postgres' })

    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        t.send('PATCH', '/settings', { companyName: `Company ${i}` }),
      ),
    )

    const taken = answers.filter((res) => res.status === 200)
    const refused = answers.filter((res) => res.status !== 200)
    for (const res of refused) {
      expect(res.status).toBe(409)
      expect(res.headers.get('retry-after')).toBe('1')
      expect((await res.json()).type).toBe('/problems/conflict')
    }
    expect(await t.auditActions()).toHaveLength(taken.length)
    const { version } = await t.db
      .selectFrom('settings')
      .select('version')
      .executeTakeFirstOrThrow()
    expect(version).toBe(taken.length + 1)
  })

  it('runs the work again when a rival takes a name that was free a moment before', async () => {
    await using t = await testApp(app, { database: 'postgres' })
    const met = meeting(2)
    const take = () =>
      mutate(t.systemCtx(), async (tx, audit) => {
        const taken = await tx.selectFrom('category').select('id').executeTakeFirst()
        if (taken) {
          audit.nothingChanged()
          return 'taken'
        }
        await met()
        audit.recorded('TAKE', 'category', await insertCategory(tx, 'Mugs'))
        return 'mine'
      })

    const outcomes = await Promise.all([take(), take()])

    expect(outcomes.toSorted()).toEqual(['mine', 'taken'])
    expect(await t.auditActions()).toEqual(['category.TAKE'])
  })

  it('does not run work again that was refused for good', async () => {
    await using t = await testApp(app, { database: 'postgres' })
    let attempts = 0

    const work = mutate(t.systemCtx(), async (tx, audit) => {
      attempts += 1
      audit.recorded('ADD', 'category', await insertCategory(tx, 'A'))
      throw new ConflictError('there are enough of them')
    })

    await expect(work).rejects.toThrow('there are enough of them')
    expect(attempts).toBe(1)
    expect(await t.auditActions()).toEqual([])
  })
})

describe('mutate on a SQLite file', () => {
  it('tries again while another connection holds the lock, and writes one entry', async () => {
    await using t = await testApp(app)
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    await migrateSqlite(path)
    const { db, writer, close } = openSqlite(path, { busyTimeoutMs: 1 })
    const other = new SqliteDatabase(path)
    other.exec('begin immediate')
    setTimeout(() => other.exec('rollback'), 40)

    await mutate({ ...t.systemCtx(), db, writer }, async (tx, audit) => {
      audit.recorded('ADD', 'category', await insertCategory(tx, 'A'))
    })

    const count = (table: string) => other.prepare(`select count(*) from ${table}`).pluck().get()
    expect([count('audit_entry'), count('category')]).toEqual([1, 1])
    other.close()
    await close()
  })

  it('gives up when the lock is never given back', async () => {
    await using t = await testApp(app)
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    await migrateSqlite(path)
    const { db, writer, close } = openSqlite(path, { busyTimeoutMs: 1 })
    const other = new SqliteDatabase(path)
    other.exec('begin immediate')

    const work = mutate({ ...t.systemCtx(), db, writer }, async (tx, audit) => {
      audit.recorded('ADD', 'category', await insertCategory(tx, 'A'))
    })

    await expect(work).rejects.toThrow('database is locked')
    other.exec('rollback')
    expect(other.prepare('select count(*) from audit_entry').pluck().get()).toBe(0)
    other.close()
    await close()
  })
})

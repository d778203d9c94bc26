import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import { prepared } from './prepared.ts'
import type { Db, Tx } from './types.ts'

const at = '2026-03-02T10:00:00.000Z'

async function insertSupplier(db: Db, id: string, name: string, leadTimeDays: number | null) {
  const nameKey = name.toLowerCase()
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  const row = { id, name, nameKey, leadTimeDays, active: 1 as const, ...stamps }
  await db.insertInto('supplier').values(row).execute()
}

/** A prepared query of the suppliers with a name or lead time, and how often it was built. */
function countedQuery() {
  const counter = { built: 0 }
  const find = prepared((db, name: string, days: string, limit: string) => {
    counter.built += 1
    return db
      .selectFrom('supplier')
      .select(['id', 'leadTimeDays'])
      .where((eb) =>
        eb.or([
          eb('name', '=', name),
          eb('leadTimeDays', '>', days as unknown as number),
          eb('nameKey', '=', name),
        ]),
      )
      .where('active', '=', 1)
      .orderBy('id')
      .limit(limit as unknown as number)
  }, 3)
  return { find, counter }
}

describe.each(databases)('prepared on %s', (kind) => {
  it('builds the query once and runs it with other values each time', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await insertSupplier(writer, 'sup_1', 'Acme', 10)
    await insertSupplier(writer, 'sup_2', 'Best', 90)
    await insertSupplier(writer, 'sup_3', "O'Brien \u0001parameter 0", null)
    const { find, counter } = countedQuery()

    expect(await find(db, 'Acme', 50, 10)).toEqual([
      { id: 'sup_1', leadTimeDays: 10 },
      { id: 'sup_2', leadTimeDays: 90 },
    ])
    expect(await find(db, 'Acme', 50, 1)).toEqual([{ id: 'sup_1', leadTimeDays: 10 }])
    expect(await find(db, 'best', 1000, 10)).toEqual([{ id: 'sup_2', leadTimeDays: 90 }])
    expect(await find(db, "O'Brien \u0001parameter 0", 1000, 10)).toEqual([
      { id: 'sup_3', leadTimeDays: null },
    ])
    expect(await find(db, 'nobody', 1000, 10)).toEqual([])
    expect(counter.built).toBe(1)
    await close()
  })

  it('sees what its transaction wrote, and nobody else does', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const { find, counter } = countedQuery()
    const undo = new Error('undo')

    const work = writer.transaction().execute(async (tx: Tx) => {
      await insertSupplier(tx, 'sup_1', 'Acme', 10)
      expect(await find(tx, 'Acme', 50, 10)).toHaveLength(1)
      throw undo
    })

    await expect(work).rejects.toBe(undo)
    expect(await find(db, 'Acme', 50, 10)).toEqual([])
    expect(counter.built).toBe(1)
    await close()
  })

  it('keeps parallel calls apart', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const ids = Array.from({ length: 20 }, (_, i) => `sup_${String(i).padStart(2, '0')}`)
    for (const [i, id] of ids.entries()) await insertSupplier(writer, id, `Name ${i}`, 0)
    const { find } = countedQuery()

    const found = await Promise.all(ids.map((_, i) => find(db, `Name ${i}`, 1000, 5)))

    expect(found.map((rows) => rows.map((row) => row.id))).toEqual(ids.map((id) => [id]))
    await close()
  })
})

describe('prepared', () => {
  it('serves both databases in one process, each in its own SQL', async () => {
    const sqlite = await freshDatabase('sqlite')
    const postgres = await freshDatabase('postgres')
    const { find, counter } = countedQuery()
    for (const { writer } of [sqlite, postgres]) await insertSupplier(writer, 'sup_1', 'Acme', 10)

    for (const { db } of [sqlite, postgres, sqlite, postgres]) {
      expect(await find(db, 'Acme', 50, 10)).toEqual([{ id: 'sup_1', leadTimeDays: 10 }])
    }

    expect(counter.built).toBe(2)
    await sqlite.close()
    await postgres.close()
  })
})

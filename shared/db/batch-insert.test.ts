import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import { batchInsert } from './batch-insert.ts'
import type { Db, RateCounterTable } from './types.ts'

const insertCounters = batchInsert('rateCounter', ['counterKey', 'hits', 'resetAt'])
const insertSuppliers = batchInsert('supplier', [
  'id',
  'name',
  'nameKey',
  'code',
  'codeKey',
  'leadTimeDays',
  'active',
  'version',
  'createdAt',
  'updatedAt',
])

function counters(count: number, from = 0): RateCounterTable[] {
  return Array.from({ length: count }, (_, i) => ({
    counterKey: `key ${String(from + i).padStart(6, '0')}`,
    hits: i,
    resetAt: 1_772_000_000_000 + i,
  }))
}

async function stored(db: Db): Promise<RateCounterTable[]> {
  return db
    .selectFrom('rateCounter')
    .select(['counterKey', 'hits', 'resetAt'])
    .orderBy('counterKey')
    .execute()
}

describe.each(databases)('batchInsert on %s', (kind) => {
  it.each([0, 1, 199, 200, 201, 1_001])('stores %i rows, each with its values', async (count) => {
    const { db, writer, close } = await freshDatabase(kind)
    const rows = counters(count)

    await writer.transaction().execute((tx) => insertCounters(tx, rows))

    expect(await stored(db)).toEqual(rows)
    await close()
  })

  it('uses a statement again with other values', async () => {
    const { db, writer, close } = await freshDatabase(kind)

    await writer.transaction().execute(async (tx) => {
      for (const from of [0, 3, 6]) await insertCounters(tx, counters(3, from))
    })

    expect((await stored(db)).map((row) => row.counterKey)).toEqual(
      counters(9).map((row) => row.counterKey),
    )
    await close()
  })

  it('stores null where a row says nothing, also when another row of the batch does', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const at = '2026-03-02T10:00:00.000Z'
    const rest = { active: 1, version: 1, createdAt: at, updatedAt: at } as const
    const acme = { id: 'sup_1', name: 'Acme', nameKey: 'acme', ...rest }
    const best = { id: 'sup_2', name: 'Best', nameKey: 'best', leadTimeDays: 0, ...rest }

    await writer.transaction().execute((tx) => insertSuppliers(tx, [acme, best]))

    const rows = await db
      .selectFrom('supplier')
      .select(['name', 'code', 'leadTimeDays'])
      .orderBy('id')
      .execute()
    expect(rows).toEqual([
      { name: 'Acme', code: null, leadTimeDays: null },
      { name: 'Best', code: null, leadTimeDays: 0 },
    ])
    await close()
  })

  it('leaves nothing of a batch behind when its last row is refused', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const [first] = counters(1)
    const rows = [...counters(400), ...(first ? [first] : [])]

    const work = writer.transaction().execute((tx) => insertCounters(tx, rows))

    await expect(work).rejects.toThrow(/unique/i)
    expect(await stored(db)).toEqual([])
    await close()
  })
})

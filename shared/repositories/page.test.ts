import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import type { Db } from '../db/types.ts'
import { decodeCursor, encodeCursor, keysetPage, type Order, type Page, toPage } from './page.ts'

const byName = { name: 'name', column: 'nameKey', direction: 'asc' } as const
const byNameDown = { name: '-name', column: 'nameKey', direction: 'desc' } as const
const byDays = { name: 'days', column: 'leadTimeDays', direction: 'asc' } as const
const byDaysDown = { name: '-days', column: 'supplier.leadTimeDays', direction: 'desc' } as const
const at = '2026-03-02T10:00:00.000Z'

interface Row {
  id: string
  nameKey: string
  leadTimeDays: number
}

async function insert(db: Db, rows: readonly Row[]): Promise<void> {
  const rest = { name: 'any', active: 1, version: 1, createdAt: at, updatedAt: at } as const
  for (const row of rows) {
    await db
      .insertInto('supplier')
      .values({ ...row, ...rest })
      .execute()
  }
}

/** Rows with few names and lead times, so that most are tied, in no order at all. */
function tiedRows(count: number): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const place = (i * 7) % count
    return {
      id: `sup_${String(place).padStart(3, '0')}`,
      nameKey: ['b', 'a', 'c'][place % 3] ?? '',
      leadTimeDays: [20, 3, 100][place % 3] ?? 0,
    }
  })
}

async function page(db: Db, order: Order<string>, limit: number, cursor?: string) {
  const byNumber = order.column.endsWith('leadTimeDays')
  const query = db.selectFrom('supplier').select(['supplier.id', 'nameKey', 'leadTimeDays'])
  const request = { limit, cursor }
  const rows = await keysetPage(query, request, order, byNumber ? 'number' : 'string').execute()
  const key = (row: { nameKey: string; leadTimeDays: number | null }) =>
    byNumber ? (row.leadTimeDays ?? 0) : row.nameKey
  return toPage(rows, limit, order.name, key)
}

/** All ids, page by page; `between` runs after each page. */
async function walk(
  db: Db,
  order: Order<string>,
  limit: number,
  between: (last: Page<{ id: string }>) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const found = await page(db, order, limit, cursor)
    ids.push(...found.items.map((row) => row.id))
    await between(found)
    cursor = found.nextCursor ?? undefined
    if (ids.length > 100) throw new Error('the pages never end')
  } while (cursor !== undefined)
  return ids
}

function sorted(rows: readonly Row[], key: 'nameKey' | 'leadTimeDays'): string[] {
  const before = (a: Row, b: Row) => (a[key] === b[key] ? a.id < b.id : a[key] < b[key])
  return rows.toSorted((a, b) => (before(a, b) ? -1 : 1)).map((row) => row.id)
}

describe.each(databases)('keysetPage on %s', (kind) => {
  it('gives each row once, in order, ties broken by id, up and down', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const rows = tiedRows(25)
    await insert(writer, rows)

    expect(await walk(db, byName, 4)).toEqual(sorted(rows, 'nameKey'))
    expect(await walk(db, byNameDown, 4)).toEqual(sorted(rows, 'nameKey').toReversed())
    expect(await walk(db, byDays, 7)).toEqual(sorted(rows, 'leadTimeDays'))
    expect(await walk(db, byDaysDown, 7)).toEqual(sorted(rows, 'leadTimeDays').toReversed())
    await close()
  })

  it('neither skips nor repeats a row when others come and go meanwhile', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const rows = tiedRows(24)
    await insert(writer, rows)
    let round = 0

    const seen = await walk(db, byName, 5, async ({ items }) => {
      round += 1
      const id = `sup_000_${round}`
      await insert(writer, [{ id, nameKey: 'a', leadTimeDays: 1 }])
      const gone = items[0]?.id ?? ''
      await writer.deleteFrom('supplier').where('id', '=', gone).execute()
    })

    expect(seen.filter((id) => !id.startsWith('sup_000_'))).toEqual(sorted(rows, 'nameKey'))
    expect(new Set(seen).size).toBe(seen.length)
    await close()
  })

  it('says that there is no next page when the last one is full, and when there is none', async () => {
    const { db, writer, close } = await freshDatabase(kind)

    expect(await page(db, byName, 5)).toEqual({ items: [], nextCursor: null })
    await insert(writer, tiedRows(10))
    const first = await page(db, byName, 5)
    const second = await page(db, byName, 5, first.nextCursor ?? '')

    expect([first.items.length, second.items.length]).toEqual([5, 5])
    expect(second.nextCursor).toBeNull()
    await close()
  })

  it('sorts text by bytes and goes on after any of it', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const names = ['Z', 'a', 'a b', 'ab', 'ä', '\\u0000', "o'brien %_", '名前', '\u{1F600}']
    await insert(
      writer,
      names.map((nameKey, i) => ({ id: `sup_${i}`, nameKey, leadTimeDays: i })),
    )

    const ids = await walk(db, byName, 1)

    const utf8 = (text: string) => Buffer.from(text, 'utf8')
    const byBytes = names.toSorted((a, b) => Buffer.compare(utf8(a), utf8(b)))
    expect(ids).toEqual(byBytes.map((name) => `sup_${names.indexOf(name)}`))
    await close()
  })

  it('takes the largest and smallest numbers that a cursor can carry', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await insert(writer, tiedRows(3))
    const after = (value: number) => page(db, byDays, 5, encodeCursor('days', value, 'sup_000'))

    expect((await after(-2_147_483_648)).items).toHaveLength(3)
    expect((await after(2_147_483_647)).items).toEqual([])
    await close()
  })
})

describe('decodeCursor', () => {
  const forged = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

  it('gives what encodeCursor was given', () => {
    expect(decodeCursor(encodeCursor('name', 'Öl \\u0000', 'sup_1'), 'name', 'string')).toEqual([
      'Öl \\u0000',
      'sup_1',
    ])
    expect(decodeCursor(encodeCursor('days', -5, 'sup_1'), 'days', 'number')).toEqual([-5, 'sup_1'])
  })

  it.each([
    ['of another order', encodeCursor('-name', 'a', 'sup_1')],
    ['of another type', encodeCursor('name', 5, 'sup_1')],
    ['empty', ''],
    ['no base64', '%%%'],
    ['no UTF-8', Buffer.from([0xff, 0xfe]).toString('base64url')],
    ['no JSON', forged('["name","a"')],
    ['no list', forged({ order: 'name' })],
    ['too short', forged(['name', 'a'])],
    ['too long', forged(['name', 'a', 'sup_1', 'more'])],
    ['without a value', forged(['name', null, 'sup_1'])],
    ['with NUL in the value', forged(['name', 'a\u0000', 'sup_1'])],
    ['with NUL in the id', forged(['name', 'a', 'sup\u0000'])],
    ['with an id that no record has', forged(['name', 'a', 'x'.repeat(65)])],
    ['with a list for an id', forged(['name', 'a', ['sup_1']])],
  ])('refuses a cursor that is %s', (_, cursor) => {
    const decode = () => decodeCursor(cursor, 'name', 'string')

    expect(decode).toThrow(AppError)
    expect(decode).toThrow('is not a cursor of this list')
  })

  it.each([1.5, 2 ** 53, 1e300, '5'])('refuses %s where a whole number belongs', (value) => {
    const cursor = forged(['days', value, 'sup_1'])

    expect(() => decodeCursor(cursor, 'days', 'number')).toThrow('is not a cursor of this list')
  })
})

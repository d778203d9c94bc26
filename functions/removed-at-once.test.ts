import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addSupplier } from '#shared/testing/goods.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const permissions = [
  'products:read',
  'products:write',
  'suppliers:read',
  'suppliers:write',
  'locations:read',
  'locations:write',
] as const
const RIVALS = 6

async function added(t: TestApp, path: string, body: object): Promise<string> {
  const res = await t.send('POST', path, body)
  expect(res.status).toBe(201)
  const { id } = (await res.json()) as { id: string }
  return `${path}/${id}`
}

type Table = 'category' | 'location' | 'supplier' | 'supplierContact'

const records: [entity: string, table: Table, add: (t: TestApp) => Promise<string>][] = [
  ['category', 'category', (t) => added(t, '/categories', { name: 'Teas' })],
  ['location', 'location', async (t) => `/locations/${await addLocation(t, 'Shop')}`],
  ['supplier', 'supplier', async (t) => `/suppliers/${(await addSupplier(t)).id}`],
  [
    'contact',
    'supplierContact',
    async (t) => added(t, `/suppliers/${(await addSupplier(t)).id}/contacts`, { name: 'Ann' }),
  ],
]

async function removals(t: TestApp, entity: string): Promise<string[]> {
  return (await t.auditActions()).filter((action) => action === `${entity}.DELETE`)
}

describe.each(databases)('what several people remove at once on %s', (database) => {
  it.each(records)('is removed by one of them: %s', async (entity, _table, add) => {
    await using t = await testApp(app, { permissions, database })
    const path = await add(t)

    const answers = await Promise.all(Array.from({ length: RIVALS }, () => t.send('DELETE', path)))

    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([204, ...Array.from({ length: RIVALS - 1 }, () => 404)])
    expect(await removals(t, entity)).toHaveLength(1)
  })
})

describe('what somebody else is just removing on postgres', () => {
  it.each(records)('is not removed once more: %s', async (entity, table, add) => {
    await using t = await testApp(app, { permissions, database: 'postgres' })
    const path = await add(t)
    const id = path.split('/').at(-1) ?? ''
    const commit = await uncommitted(t, (tx) => tx.deleteFrom(table).where('id', '=', id).execute())

    const answer = t.send('DELETE', path)
    await untilSomebodyWaits(t)
    await commit()

    expect((await answer).status).toBe(404)
    expect(await removals(t, entity)).toEqual([])
  })
})

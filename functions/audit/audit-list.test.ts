import type { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { newId, newIdAt } from '#shared/ids.ts'
import {
  type AuditFilter,
  auditQuery,
  insertAuditEntries,
  topicsQuery,
} from '#shared/repositories/audit-entries.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['audit:read'] } as const
const start = Date.parse('2026-01-01T00:00:00.000Z')
const DAY = 86_400_000
const ann = newId('user')
const ben = newId('user')
const [mug, cup, acme] = [newId('product'), newId('product'), newId('supplier')]

const topics = [
  { entity: 'product', entityId: mug, action: 'CREATE', actorId: ann },
  { entity: 'product', entityId: cup, action: 'CREATE', actorId: ben },
  { entity: 'product', entityId: mug, action: 'UPDATE', actorId: ann },
  { entity: 'supplier', entityId: acme, action: 'CREATE', actorId: ann },
  { entity: 'product', entityId: mug, action: 'UPDATE', actorId: ben },
  { entity: 'supplier', entityId: acme, action: 'UPDATE', actorId: null },
  { entity: 'product', entityId: cup, action: 'DELETE', actorId: ben },
]

/** One entry a day, each the next topic in turn; what each is about is told by its day. */
async function seedDays(t: TestApp, days: number, first = 0): Promise<void> {
  const rows = Array.from({ length: days }, (_, i) => {
    const day = first + i
    const topic = topics[day % topics.length]
    if (!topic) throw new Error('there are topics')
    const at = start + day * DAY
    const values = { oldValues: null, newValues: `{"day":${day}}` }
    const rest = { requestId: 'seed', ip: null, actorName: 'Somebody' }
    return {
      id: newIdAt('audit', at),
      at: new Date(at).toISOString(),
      ...topic,
      ...values,
      ...rest,
    }
  })
  await t.seed((tx) => insertAuditEntries(tx, rows))
}

interface Listed {
  items: { newValues: { day: number } }[]
  nextCursor: string | null
}

async function list(t: TestApp, query: Record<string, string | number>): Promise<Listed> {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  )
  const res = await t.send('GET', `/audit?${search.toString()}`)
  expect(res.status).toBe(200)
  return res.json()
}

const daysOf = (page: Listed) => page.items.map((item) => item.newValues.day)

const all = topics.map((topic, day) => ({ ...topic, day }))

function newest(kept: (topic: (typeof all)[number]) => boolean): number[] {
  return all
    .filter(kept)
    .map(({ day }) => day)
    .toReversed()
}

/** What each filter finds among one entry of each topic, newest first. */
const finds: [string, Record<string, string>, number[]][] = [
  ['everything', {}, newest(() => true)],
  ['an entity', { entity: 'product' }, newest((e) => e.entity === 'product')],
  ['a record', { entityId: mug }, newest((e) => e.entityId === mug)],
  ['a record and its kind', { entity: 'product', entityId: cup }, [6, 1]],
  ['a record under another kind', { entity: 'supplier', entityId: cup }, []],
  ['a record and an action', { entityId: mug, action: 'UPDATE' }, [4, 2]],
  ['an action', { action: 'CREATE' }, newest((e) => e.action === 'CREATE')],
  ['an entity and an action', { entity: 'product', action: 'UPDATE' }, [4, 2]],
  ['a person', { actorId: ann }, newest((e) => e.actorId === ann)],
  ['a person and an entity', { actorId: ann, entity: 'supplier' }, [3]],
  ['a person and an action', { actorId: ben, action: 'UPDATE' }, [4]],
  ['a person and a record', { actorId: ben, entityId: mug }, [4]],
  ['person, entity and action', { actorId: ann, entity: 'product', action: 'CREATE' }, [0]],
  ['what never happened', { entity: 'product', action: 'RESTORE' }, []],
  ['an entity that is none', { entity: 'unicorn' }, []],
  ['a person who did nothing', { actorId: newId('user') }, []],
  ['an instant on, that one included', { from: '2026-01-05T00:00:00Z' }, [6, 5, 4]],
  ['what is just after an instant', { from: '2026-01-05T00:00:00.001Z' }, [6, 5]],
  ['what is up to an instant, that one included', { to: '2026-01-03T00:00:00Z' }, [2, 1, 0]],
  ['what is just before an instant', { to: '2026-01-02T23:59:59.999Z' }, [1, 0]],
  ['an instant in a zone of its own', { to: '2026-01-03T01:00:00+01:00' }, [2, 1, 0]],
  ['one instant', { from: '2026-01-04T00:00:00Z', to: '2026-01-04T00:00:00Z' }, [3]],
  ['a day', { from: '2026-01-04', to: '2026-01-04' }, [3]],
  ['a day on', { from: '2026-01-06' }, [6, 5]],
  ['what is up to a day, all of it included', { to: '2026-01-02' }, [1, 0]],
  ['a day and an instant', { from: '2026-01-04T00:00:00.001Z', to: '2026-01-05' }, [4]],
  ['days that no entry can have', { from: '0001-01-01', to: '9999-12-31' }, newest(() => true)],
  ['nothing before there was a clock', { to: '1969-01-01T00:00:00Z' }, []],
  ['all at once', { actorId: ann, entity: 'product', from: '2026-01-02T00:00:00Z' }, [2]],
]

describe.each(databases)('GET /audit on %s', (database) => {
  it('finds exactly what each filter and each combination of filters says', async () => {
    await using t = await testApp(app, { ...rights, database })
    await seedDays(t, topics.length)

    for (const [what, query, days] of finds) {
      const page = await list(t, query)
      expect(daysOf(page), what).toEqual(days)
      expect(page.nextCursor, what).toBeNull()
    }
  })

  it('pages newest first, each entry once, whatever comes in meanwhile', async () => {
    await using t = await testApp(app, { ...rights, database })
    await seedDays(t, 250)
    const cases: [Record<string, string>, number[]][] = [
      [{}, newest(() => true)],
      [{ entity: 'product' }, newest((e) => e.entity === 'product')],
      [{ actorId: ann }, newest((e) => e.actorId === ann)],
    ]
    let day = 250
    for (const [query, kinds] of cases) {
      const expected = Array.from({ length: day }, (_, i) => day - 1 - i).filter((i) =>
        kinds.includes(i % topics.length),
      )
      const sizes: number[] = []
      const days: number[] = []
      let cursor: string | null = null
      do {
        const page: Listed = await list(t, { ...query, limit: 100, ...(cursor && { cursor }) })
        days.push(...daysOf(page))
        sizes.push(page.items.length)
        await seedDays(t, topics.length, day)
        day += topics.length
        cursor = page.nextCursor
      } while (cursor)

      expect(days).toEqual(expected)
      expect(sizes).toEqual(sizes.map((_, i) => Math.min(100, expected.length - i * 100)))
      expect(sizes.length).toBeGreaterThan(1)
    }
  })
})

describe('GET /audit', () => {
  it('gives 25 entries unless asked otherwise', async () => {
    await using t = await testApp(app, rights)
    await seedDays(t, 30)

    const page = await list(t, {})

    expect(daysOf(page)).toEqual(Array.from({ length: 25 }, (_, i) => 29 - i))
    expect(page.nextCursor).not.toBeNull()
  })

  it('begins and ends a day where the company is', async () => {
    await using t = await testApp(app, rights)
    await seedDays(t, 7)
    await t.seed((tx) => tx.updateTable('settings').set({ timeZone: 'America/New_York' }).execute())

    // The entry of midnight in UTC was made in the evening of the day before.
    expect(daysOf(await list(t, { from: '2026-01-04', to: '2026-01-04' }))).toEqual([4])
  })

  it.each([
    ['a limit of 0', 'limit=0', 'query.limit'],
    ['a limit of 101', 'limit=101', 'query.limit'],
    ['a negative limit', 'limit=-5', 'query.limit'],
    ['a cursor that is none', 'cursor=nonsense', 'query.cursor'],
    ['a cursor of another list', `cursor=${btoa('["name","x","aud_1"]')}`, 'query.cursor'],
    ['a cursor with NUL', `cursor=${btoa('["audit","\\u0000","\\u0000"]')}`, 'query.cursor'],
    ['an instant without zone', 'from=2026-01-01T00:00:00', 'query.from'],
    ['a day that no calendar has', 'to=2026-02-29', 'query.to'],
    ['a day after the instant that ends', 'from=2026-02-01&to=2026-01-31T22:59:59Z', 'query.to'],
    ['from after to', 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'query.to'],
    [
      'an id of another kind for a person',
      'actorId=sup_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      'query.actorId',
    ],
    ['NUL in a filter', 'entity=a%00b', 'query.entity'],
    ['a filter that is far too long', `entityId=${'x'.repeat(65)}`, 'query.entityId'],
    ['a filter that there is not', 'user=me', 'query.user'],
  ])('refuses %s', async (_, search, path) => {
    await using t = await testApp(app, rights)

    const res = await t.send('GET', `/audit?${search}`)

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((error: { path: string }) => error.path)).toEqual([path])
  })

  it('shows a row whose values somebody spoiled', async () => {
    await using t = await testApp(app, rights)
    await seedDays(t, 1)
    await t.seed((tx) => tx.updateTable('auditEntry').set({ newValues: '{"day":' }).execute())

    const page = await list(t, {})

    expect(page.items).toMatchObject([{ newValues: { unreadable: '{"day":' } }])
  })
})

describe('the queries of GET /audit', () => {
  const from = '2026-01-01T00:00:00.000Z'
  const filters: [string, Partial<AuditFilter>][] = [
    ['no filter', {}],
    ['a time', { from, to: '2026-02-01T00:00:00.000Z' }],
    ['a record and all else', { entityId: mug, entity: 'product', action: 'UPDATE', actorId: ann }],
    ['an entity', { entity: 'product' }],
    ['an action', { action: 'CREATE' }],
    ['a person', { actorId: ann }],
    ['a person and an entity', { actorId: ann, entity: 'product' }],
    ['a person, an action and a time', { actorId: ann, action: 'CREATE', from }],
  ]

  it.each(filters)('read no more than an index holds in order: %s', async (what, filter) => {
    await using t = await testApp(app, rights)
    const explained = async (query: CompiledQuery) => {
      const plan = { ...query, sql: `explain query plan ${query.sql}` }
      const { rows } = await t.db.executeQuery<{ detail: string }>(plan)
      return rows.map((row) => row.detail).filter((step) => step.includes(' audit_entry'))
    }
    const { entity, action, actorId, entityId } = filter
    const byTopic = !entityId && (entity ?? action ?? actorId) !== undefined

    const found = auditQuery(t.db, { limit: 25, ...filter }, byTopic ? topics : null)
    const steps = await explained(found.compile())
    if (byTopic) steps.push(...(await explained(topicsQuery(actorId).compile(t.db))))

    expect(steps.length).toBeGreaterThanOrEqual(byTopic ? topics.length : 1)
    const whole = what === 'no filter' ? 'SCAN' : 'SEARCH'
    for (const step of steps) {
      expect(step).toMatch(new RegExp(`^${whole} audit_entry USING (COVERING )?INDEX `))
    }
  })
})

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['suppliers:read', 'suppliers:write'] } as const
const unknownId = 'sup_01JB2QK3V5X7Z9B1D3F5H7J9M1'

async function create(t: TestApp, body: object): Promise<void> {
  expect((await t.send('POST', '/suppliers', body)).status).toBe(201)
}

async function page(t: TestApp, query: string) {
  const res = await t.send('GET', `/suppliers${query}`)
  expect(res.status).toBe(200)
  const { items, nextCursor } = await res.json()
  return { names: items.map((item: { name: string }) => item.name) as string[], nextCursor }
}

const stored = (t: TestApp) => t.db.selectFrom('supplier').select('name').execute()

describe.each(databases)('the list of suppliers on %s', (database) => {
  it('are listed by name, page by page, without one twice or left out', async () => {
    await using t = await testApp(app, { ...rights, database })
    for (const name of ['Cedar', 'ash', 'Birch', 'Ash', 'Dogwood']) await create(t, { name })

    for (const [sort, expected] of [
      ['name', ['ash', 'Ash', 'Birch', 'Cedar', 'Dogwood']],
      ['-name', ['Dogwood', 'Cedar', 'Birch', 'Ash', 'ash']],
      ['createdAt', ['Cedar', 'ash', 'Birch', 'Ash', 'Dogwood']],
      ['-createdAt', ['Dogwood', 'Ash', 'Birch', 'ash', 'Cedar']],
    ] as const) {
      const seen: string[] = []
      let cursor = ''
      do {
        const { names, nextCursor } = await page(t, `?sort=${sort}&limit=2${cursor}`)
        seen.push(...names)
        cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`
      } while (cursor !== '')
      expect(seen).toEqual(expected)
    }
  })

  it('are found by a part of the name or code, by country, and by whether they are active', async () => {
    await using t = await testApp(app, { ...rights, database })
    await create(t, { name: 'Acme Trading', code: 'ACME', country: 'Germany' })
    await create(t, { name: 'Glas Hüber', code: 'GH-1', country: 'Austria', active: false })
    await create(t, { name: '100 % Cotton', country: 'India' })

    for (const [query, expected] of [
      ['?q=trad', ['Acme Trading']],
      ['?q=HUBER', ['Glas Hüber']],
      ['?q=gh-', ['Glas Hüber']],
      ['?q=%25', ['100 % Cotton']],
      ['?q=_', []],
      ['?country=Germany', ['Acme Trading']],
      ['?country=germany', []],
      ['?active=true', ['100 % Cotton', 'Acme Trading']],
      ['?active=false', ['Glas Hüber']],
      ['?active=false&q=acme', []],
    ] as const) {
      expect({ query, ...(await page(t, query)) }).toEqual({
        query,
        names: expected,
        nextCursor: null,
      })
    }
  })
})

describe('suppliers', () => {
  it.each([
    ['no name', {}, 'name'],
    ['a blank name', { name: '   ' }, 'name'],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, 'name'],
    ['a NUL in the name', { name: 'a\u0000b' }, 'name'],
    ['an e-mail address that is none', { name: 'A', email: 'sales at acme' }, 'email'],
    ['a currency that does not exist', { name: 'A', currency: 'EURO' }, 'currency'],
    ['a lead time below zero', { name: 'A', leadTimeDays: -1 }, 'leadTimeDays'],
    ['a lead time of half a day', { name: 'A', leadTimeDays: 1.5 }, 'leadTimeDays'],
    ['active as a word', { name: 'A', active: 'yes' }, 'active'],
    ['a field that does not exist', { name: 'A', lead_time: 5 }, 'lead_time'],
    ['a contact without a name', { name: 'A', contacts: [{ role: 'sales' }] }, 'contacts.0.name'],
  ])('refuse %s and store nothing', async (_, body, path) => {
    await using t = await testApp(app, rights)

    const res = await t.send('POST', '/suppliers', body)

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((error: { path: string }) => error.path)).toEqual([path])
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).toEqual([])
  })

  it('take a text that a form leaves empty for none, of themselves and of a contact', async () => {
    await using t = await testApp(app, rights)
    const texts = ['code', 'email', 'phone', 'address', 'country', 'terms', 'notes']
    const empty = Object.fromEntries(texts.map((field) => [field, ' ']))
    const contact = { name: 'Ann', role: '', email: ' ', phone: '' }

    const res = await t.send('POST', '/suppliers', { name: 'Acme', ...empty, contacts: [contact] })

    expect(res.status).toBe(201)
    expect(await res.json()).toMatchObject({
      ...Object.fromEntries(texts.map((field) => [field, null])),
      contacts: [{ name: 'Ann', role: null, email: null, phone: null }],
    })
  })

  it('tell all problems of an input at once', async () => {
    await using t = await testApp(app, rights)

    const body = { name: '', email: 'nobody', leadTimeDays: '3', colour: 'red' }
    const res = await t.send('POST', '/suppliers', body)

    const { errors } = await res.json()
    expect(errors.map((error: { path: string }) => error.path).toSorted()).toEqual([
      'colour',
      'email',
      'leadTimeDays',
      'name',
    ])
  })

  it.each(['GET', 'PATCH', 'DELETE'])('that do not exist are 404 for %s', async (method) => {
    await using t = await testApp(app, rights)
    const body = method === 'PATCH' ? { name: 'A' } : undefined
    const res = await t.send(method, `/suppliers/${unknownId}`, body)
    expect(res.status).toBe(404)
    expect(await res.json()).toMatchObject({ type: '/problems/not-found', status: 404 })
  })
})

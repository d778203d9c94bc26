import type { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { AppEnv } from '#shared/http/env.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const acme = { name: 'Acme Trading', code: 'ACME' }
const rights = { permissions: ['suppliers:write', 'suppliers:read'] } as const
const HOUR = 3_600_000

function post(t: TestApp, body: unknown, key: string, path = '/suppliers'): Promise<Response> {
  return t.send('POST', path, body, { 'idempotency-key': key })
}

async function supplierNames(t: TestApp): Promise<string[]> {
  const rows = await t.db.selectFrom('supplier').select('name').orderBy('id').execute()
  return rows.map((row) => row.name)
}

/** Another server on the same database: only what is stored can hold the two together. */
function anotherServer(t: TestApp): Hono<AppEnv> {
  const client = () => ({ ip: '203.0.113.8', https: false })
  return onPlatform(t.platform, app, { client, requestsPerMinute: 100_000 })
}

async function postTo(t: TestApp, server: Hono<AppEnv>, body: unknown, key: string) {
  const headers = {
    authorization: `Bearer ${t.token ?? ''}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  const request = { method: 'POST', headers, body: JSON.stringify(body) }
  return server.request('/api/suppliers', request)
}

/** One answer was given, to as many as got one; the others were told to wait. */
async function expectOneAnswer(answers: Response[]): Promise<void> {
  const bodies = new Set<string>()
  for (const answer of answers) {
    expect([201, 409]).toContain(answer.status)
    if (answer.status === 201) bodies.add(await answer.text())
    else {
      expect((await answer.json()).detail).toContain('is in progress')
      expect(answer.headers.get('retry-after')).toBe('1')
    }
  }
  expect(bodies.size).toBe(1)
}

describe.each(databases)('Idempotency-Key on %s', (database) => {
  it('gives a repeated request the first answer and does nothing more', async () => {
    await using t = await testApp(app, { ...rights, database })

    const first = await post(t, acme, 'order-1')
    const body = await first.text()
    await t.send('PATCH', `/suppliers/${JSON.parse(body).id}`, { name: 'Renamed' })
    const second = await post(t, acme, 'order-1')

    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.text()).toBe(body)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(second.headers.get('etag')).toBe('"1"')
    expect(await supplierNames(t)).toEqual(['Renamed'])
    expect(await t.auditActions()).toEqual(['supplier.CREATE', 'supplier.UPDATE'])
  })

  it('refuses another body or another path under the same key', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await (await post(t, acme, 'order-1')).json()

    const otherBody = await post(t, { name: 'Best' }, 'order-1')
    const otherPath = await post(t, { name: 'Ann' }, 'order-1', `/suppliers/${id}/contacts`)

    expect([otherBody.status, otherPath.status]).toEqual([422, 422])
    expect(await otherBody.json()).toMatchObject({
      type: '/problems/invalid-input',
      detail: 'Idempotency-Key order-1 was used for another request: send a new key',
      idempotencyKey: 'order-1',
    })
    expect(await supplierNames(t)).toEqual(['Acme Trading'])
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })

  it('does the work once for 50 equal requests at the same moment', async () => {
    await using t = await testApp(app, { ...rights, database })

    await expectOneAnswer(await Promise.all(Array.from({ length: 50 }, () => post(t, acme, 'k'))))

    expect(await supplierNames(t)).toEqual(['Acme Trading'])
    expect(await t.auditActions()).toEqual(['supplier.CREATE'])
  })

  it('does the work once for equal requests to two servers', async () => {
    await using t = await testApp(app, { ...rights, database })
    const servers = [t.root, anotherServer(t)]

    for (const round of [1, 2, 3]) {
      const body = { name: `Supplier ${round}` }
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          postTo(t, servers[i % 2] ?? t.root, body, `key-${round}`),
        ),
      )
      await expectOneAnswer(answers)
    }

    expect(await supplierNames(t)).toEqual(['Supplier 1', 'Supplier 2', 'Supplier 3'])
    expect(await t.auditActions()).toEqual(Array(3).fill('supplier.CREATE'))
  })

  it('does the work once more when two servers find the key expired at the same moment', async () => {
    await using t = await testApp(app, { ...rights, database })
    const servers = [t.root, anotherServer(t), anotherServer(t), anotherServer(t)]
    await post(t, { name: 'Again' }, 'old')

    for (const round of [2, 3, 4]) {
      t.advance(24 * HOUR)
      const answers = await Promise.all(
        servers.map((server) => postTo(t, server, { name: 'Again' }, 'old')),
      )
      await expectOneAnswer(answers)
      expect(await supplierNames(t)).toHaveLength(round)
    }
  })

  it('does not remember a failure', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await (await t.send('POST', '/suppliers', acme)).json()

    const refused = await post(t, acme, 'order-1')
    await t.send('DELETE', `/suppliers/${id}`)
    const repeated = await post(t, acme, 'order-1')

    expect([refused.status, repeated.status]).toEqual([409, 201])
    expect(await supplierNames(t)).toEqual(['Acme Trading'])
  })

  it('remembers for 24 hours and not for longer', async () => {
    await using t = await testApp(app, { ...rights, database })
    const body = { name: 'Acme' }
    const { id } = await (await post(t, body, 'order-1')).json()

    t.advance(24 * HOUR - 1)
    const remembered = await (await post(t, body, 'order-1')).json()
    t.advance(1)
    const forgotten = await (await post(t, body, 'order-1')).json()
    const again = await (await post(t, body, 'order-1')).json()

    expect(remembered.id).toBe(id)
    expect(forgotten.id).not.toBe(id)
    expect(again.id).toBe(forgotten.id)
    expect(await supplierNames(t)).toEqual(['Acme', 'Acme'])
    expect(await t.db.selectFrom('idempotencyKey').select('requestKey').execute()).toHaveLength(1)
  })

  it('keeps the keys of two actors apart', async () => {
    await using t = await testApp(app, { ...rights, database })
    const other = { authorization: `Bearer ${await t.tokenFor(rights.permissions)}` }

    const mine = await post(t, acme, 'same')
    const theirs = await t.send(
      'POST',
      '/suppliers',
      { name: 'Best' },
      {
        ...other,
        'idempotency-key': 'same',
      },
    )

    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(await supplierNames(t)).toEqual(['Acme Trading', 'Best'])
  })
})

describe('Idempotency-Key', () => {
  it.each([
    ['blank', ' '],
    ['with a space inside', 'a b'],
    ['longer than 255 characters', 'k'.repeat(256)],
    ['with letters beyond ASCII', 'größe'],
  ])('is refused when it is %s', async (_, key) => {
    await using t = await testApp(app, rights)

    const res = await post(t, acme, key)

    expect(res.status).toBe(422)
    expect((await res.json()).detail).toBe(
      'Idempotency-Key must be 1 to 255 visible ASCII characters',
    )
    expect(await supplierNames(t)).toEqual([])
  })

  it('may be used again after an input that was not valid', async () => {
    await using t = await testApp(app, rights)

    const refused = await post(t, { name: '' }, 'order-1')
    const repeated = await post(t, acme, 'order-1')

    expect([refused.status, repeated.status]).toEqual([422, 201])
    expect(await supplierNames(t)).toEqual(['Acme Trading'])
  })

  it('changes nothing for requests that carry none', async () => {
    await using t = await testApp(app, rights)
    const body = { name: 'Acme' }

    const answers = [
      await t.send('POST', '/suppliers', body),
      await t.send('POST', '/suppliers', body),
    ]

    expect(answers.map((res) => res.status)).toEqual([201, 201])
    expect(await supplierNames(t)).toEqual(['Acme', 'Acme'])
    expect(await t.db.selectFrom('idempotencyKey').select('requestKey').execute()).toEqual([])
  })
})

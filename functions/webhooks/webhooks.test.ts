import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { unseal } from '#shared/auth/keys.ts'
import { databases } from '#shared/testing/databases.ts'
import { auditOf } from '#shared/testing/people.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const url = 'https://hooks.shop.example/stockroom'
const permissions = ['webhooks:read', 'webhooks:write'] as const

async function create(t: TestApp, input: object = {}) {
  const res = await t.send('POST', '/webhooks', { url, ...input })
  expect(res.status, await res.clone().text()).toBe(201)
  return res.json()
}

describe.each(databases)('webhooks on %s', (database) => {
  it('are made with a secret that is shown once and kept sealed', async () => {
    await using t = await testApp(app, { permissions, database })

    const res = await t.send('POST', '/webhooks', { url, types: ['order.*', 'order.*'] })

    expect(res.status).toBe(201)
    const { secret, ...webhook } = await res.json()
    expect(res.headers.get('location')).toBe(`/api/webhooks/${webhook.id}`)
    expect(res.headers.get('etag')).toBe('"1"')
    expect(webhook).toEqual({
      id: expect.stringMatching(/^whk_/),
      url,
      description: null,
      types: ['order.*'],
      active: true,
      version: 1,
      createdAt: '2026-03-02T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
    })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const row = await t.db.selectFrom('webhook').selectAll().executeTakeFirstOrThrow()
    expect(await unseal(t.platform.keys, row.sealedSecret)).toBe(secret)
    const read = await (await t.send('GET', `/webhooks/${webhook.id}`)).json()
    expect(read).toEqual(webhook)
    const list = await (await t.send('GET', '/webhooks')).json()
    expect(list).toEqual({ items: [webhook], nextCursor: null })
    const [entry] = await auditOf(t, 'CREATE')
    expect(JSON.parse(entry?.newValues ?? '')).toMatchObject({
      url: 'https://hooks.shop.example/…',
      types: ['order.*'],
    })
    const stored = JSON.stringify([row, await t.db.selectFrom('auditEntry').selectAll().execute()])
    expect(stored).not.toContain(secret)
    expect(await t.db.selectFrom('event').select('id').execute()).toEqual([])
  })

  it('are changed by version, and removed with the log of their deliveries', async () => {
    await using t = await testApp(app, { permissions, database })
    const { id } = await create(t)

    const changed = await t.send('PATCH', `/webhooks/${id}`, {
      description: ' Web shop ',
      types: ['stock.*'],
      active: false,
      version: 1,
    })
    expect(changed.status).toBe(200)
    expect(await changed.json()).toMatchObject({
      description: 'Web shop',
      types: ['stock.*'],
      active: false,
      version: 2,
    })
    const stale = await t.send('PATCH', `/webhooks/${id}`, { url }, { 'if-match': '"1"' })
    expect(stale.status).toBe(409)
    await t.send('PATCH', `/webhooks/${id}`, { active: true })
    expect((await t.send('PATCH', `/webhooks/${id}`, { active: true })).status).toBe(200)
    await t.send('POST', `/webhooks/${id}/test`)

    expect((await t.send('DELETE', `/webhooks/${id}`)).status).toBe(204)
    expect((await t.send('GET', `/webhooks/${id}`)).status).toBe(404)
    expect((await t.send('DELETE', `/webhooks/${id}`)).status).toBe(404)
    expect(await t.db.selectFrom('webhookDelivery').select('id').execute()).toEqual([])
    const actions = ['CREATE', 'UPDATE', 'UPDATE', 'TEST', 'DELETE']
    expect(await t.auditActions()).toEqual(actions.map((action) => `webhook.${action}`))
  })

  it('keep out of the audit log by what a receiver may know its callers', async () => {
    await using t = await testApp(app, { permissions, database })
    const { id } = await create(t, { url: 'https://hooks.shop.example' })
    for (const to of ['/a/s3cr3t', '/b/s3cr3t?key=s3cr3t']) {
      const body = { url: `https://hooks.shop.example${to}` }
      const changed = await t.send('PATCH', `/webhooks/${id}`, body)
      expect(await changed.json()).toMatchObject(body)
    }
    await t.send('DELETE', `/webhooks/${id}`)

    const entries = await t.db.selectFrom('auditEntry').selectAll().orderBy('id').execute()
    const urls = entries.map(({ oldValues, newValues }) =>
      [oldValues, newValues].map((values) => values && JSON.parse(values).url),
    )
    const [all, hidden] = ['https://hooks.shop.example', 'https://hooks.shop.example/…']
    expect(urls).toEqual([
      [null, all],
      [all, hidden],
      [hidden, `${hidden} (another one there)`],
      [hidden, null],
    ])
    expect(JSON.stringify(entries)).not.toContain('s3cr3t')
  })

  it('get a new secret, and sign with the old one for a day too', async () => {
    await using t = await testApp(app, { permissions, database })
    const { id, secret: old } = await create(t)

    const res = await t.send('POST', `/webhooks/${id}/rotate-secret`)

    expect(res.status).toBe(200)
    const { secret, version } = await res.json()
    expect(version).toBe(2)
    expect(secret).not.toBe(old)
    const row = await t.db.selectFrom('webhook').selectAll().executeTakeFirstOrThrow()
    const { keys } = t.platform
    expect(await unseal(keys, row.sealedSecret)).toBe(secret)
    expect(await unseal(keys, row.sealedOldSecret ?? '')).toBe(old)
    expect(row.oldSecretUntil).toBe('2026-03-03T10:00:00.000Z')
    expect(await t.auditActions()).toEqual(['webhook.CREATE', 'webhook.ROTATE_SECRET'])
    const unknown = await t.send('POST', `/webhooks/whk_${id.slice(4, -4)}ZZZZ/rotate-secret`)
    expect(unknown.status).toBe(404)
  })

  it('are paged, oldest first, and fifty at most', async () => {
    await using t = await testApp(app, { permissions, database })
    for (let n = 0; n < 50; n++) await create(t, { description: `hook ${n}` })

    const first = await (await t.send('GET', '/webhooks?limit=30')).json()
    const second = await (await t.send('GET', `/webhooks?cursor=${first.nextCursor}`)).json()
    const names = [...first.items, ...second.items].map((item) => item.description)
    expect(names).toEqual(Array.from({ length: 50 }, (_, n) => `hook ${n}`))
    expect((await t.send('POST', '/webhooks', { url })).status).toBe(409)
  })
})

describe('a webhook', () => {
  it.each([
    ['no URL', 'shop.example', 'must be a URL'],
    ['a relative URL', '/hooks', 'must be a URL'],
    ['HTTP', 'http://shop.example/', 'must begin with https://'],
    ['a file', 'file:///etc/passwd', 'must begin with https://'],
    ['credentials', 'https://user:secret@shop.example/', 'must not hold a user name'],
    ['a user', 'https://user@shop.example/', 'must not hold a user name'],
    ['this machine', 'https://localhost:8000/', 'private address'],
    ['this machine with a dot', 'https://localhost./', 'private address'],
    ['a name of this machine', 'https://api.localhost/', 'private address'],
    ['loopback', 'https://127.0.0.1/', 'private address'],
    ['loopback in hex', 'https://0x7f.1/', 'private address'],
    ['loopback as a number', 'https://2130706433/', 'private address'],
    ['loopback in octal', 'https://0177.0.0.1/', 'private address'],
    ['a network inside', 'https://10.1.2.3/', 'private address'],
    ['the metadata service', 'https://169.254.169.254/latest/meta-data', 'private address'],
    ['IPv6 loopback', 'https://[::1]/', 'private address'],
    ['IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/', 'private address'],
    ['a unique local address', 'https://[fd00:ec2::254]/', 'private address'],
    ['2,001 characters', `https://shop.example/${'x'.repeat(1_980)}`, ''],
  ])('does not lead to %s', async (_, bad, message) => {
    await using t = await testApp(app, { permissions })
    const { id } = await create(t)
    for (const [method, path] of [
      ['POST', '/webhooks'],
      ['PATCH', `/webhooks/${id}`],
    ] as const) {
      const res = await t.send(method, path, { url: bad })
      expect(res.status).toBe(422)
      const [issue] = (await res.json()).errors
      expect(issue).toMatchObject({ path: 'url', message: expect.stringContaining(message) })
    }
    expect(await t.db.selectFrom('webhook').select(['id', 'url']).execute()).toEqual([{ id, url }])
  })

  it.each(['https://shop.example:8443/a?b=c', 'https://93.184.215.14/', 'https://[2606:4700::1]/'])(
    'may lead to %s',
    async (good) => {
      await using t = await testApp(app, { permissions })
      expect(await create(t, { url: good })).toMatchObject({ url: good })
    },
  )

  it('may lead anywhere over HTTP when the operator allows it', async () => {
    await using t = await testApp(app, { permissions, allowPrivate: true })
    await create(t, { url: 'http://localhost:9000/' })
    expect((await t.send('POST', '/webhooks', { url: 'ftp://localhost/' })).status).toBe(422)
    expect((await t.send('POST', '/webhooks', { url: 'http://a:b@localhost/' })).status).toBe(422)
  })

  it.each([
    ['an unknown entity', { types: ['user.created'] }, 'types.0'],
    ['no type', { types: ['product'] }, 'types.0'],
    ['too many types', { types: Array.from({ length: 101 }, () => 'product.*') }, 'types'],
    ['a secret of its own', { secret: 'whsec_x' }, 'secret'],
    ['NUL', { url: 'https://shop.example/\u0000' }, 'url'],
  ])('with %s is refused', async (_, input, path) => {
    await using t = await testApp(app, { permissions })
    const res = await t.send('POST', '/webhooks', { url, ...input })
    expect(res.status).toBe(422)
    expect((await res.json()).errors[0]).toMatchObject({ path })
  })
})

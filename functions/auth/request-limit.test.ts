import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { databases } from '#shared/testing/databases.ts'
import { as, setUpMara } from '#shared/testing/people.ts'
import { testApp } from '#shared/testing/test-app.ts'

const SECOND = 1_000
const DAY = 86_400_000

describe.each(databases)('all requests of somebody signed in on %s', (database) => {
  it('are refused beyond the limit of a minute, with Retry-After', async () => {
    await using t = await testApp(app, { database, http: { requestsPerMinute: 10 } })
    const session = await setUpMara(t)
    const ask = () => t.send('GET', '/auth/me', undefined, as(session))
    for (let i = 0; i < 10; i++) expect((await ask()).status).toBe(200)
    t.advance(20 * SECOND)

    const refused = await ask()

    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('40')
    expect(await refused.json()).toMatchObject({ retryAfterSeconds: 40 })
    t.advance(40 * SECOND)
    expect((await ask()).status).toBe(200)
  })

  it.each([
    ['a server', {}],
    ['a runtime on which no request waits for another one', { ofRequest: () => ({}) }],
  ])('are let through up to the limit when all come at once, on %s', async (_, options) => {
    await using t = await testApp(app, { database, http: { requestsPerMinute: 200, ...options } })
    const session = await setUpMara(t)
    const ask = (count: number) =>
      Promise.all(
        Array.from({ length: count }, () => t.send('GET', '/auth/me', undefined, as(session))),
      )

    const [all, more] = [await ask(200), await ask(10)]

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(more.map(({ status }) => status))).toEqual(new Set([429]))
  })

  it('are let through by all processes together no more than the limit says', async () => {
    const http = { requestsPerMinute: 200 }
    await using t = await testApp(app, { database, http })
    const session = await setUpMara(t)
    const client = () => ({ ip: '203.0.113.8', https: false })
    const other = onPlatform(t.platform, app, { client, ...http })
    const servers = [t.root, other]

    const answers = await Promise.all(
      Array.from({ length: 240 }, async (_, i) =>
        (servers[i % 2] ?? t.root).request('/api/auth/me', { headers: as(session) }),
      ),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]))
    const through = answers.filter(({ status }) => status === 200).length
    // One portion, a fiftieth of the limit, may be left in the hands of each process.
    expect(through).toBeGreaterThanOrEqual(200 - 2 * 4)
    expect(through).toBeLessThanOrEqual(200)
  })

  it('are let through again when the clock is set back', async () => {
    await using t = await testApp(app, { database, http: { requestsPerMinute: 10 } })
    const session = await setUpMara(t)
    const { token } = await (
      await t.send('POST', '/tokens', { name: 'x', scopes: ['products:read'] }, as(session))
    ).json()
    const ask = () => t.send('GET', '/auth/me', undefined, as({ accessToken: token }))
    for (let i = 0; i < 10; i++) expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(429)

    t.advance(-DAY)

    expect((await ask()).status).toBe(200)
  })
})

describe('what a request leaves in the database besides its answer', () => {
  it('fails no request while the database takes no writes, and is told in the log', async () => {
    await using t = await testApp(app, { permissions: ['products:read'] })
    for (const change of [
      'insert on rate_counter',
      'update on rate_counter',
      'update on api_token',
    ]) {
      await sql`create trigger ${sql.raw(change.replaceAll(' ', '_'))} before ${sql.raw(change)}
        begin select raise(abort, 'the disk is full'); end`.execute(t.platform.writer)
    }
    const ask = async () => (await t.send('GET', '/products')).status

    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 200])

    const told = t.logLines.filter(({ level }) => level === 'warn')
    expect(told).toMatchObject([
      { event: 'the use of a token was not noted', error: 'the disk is full' },
      { event: 'requests are not counted', error: 'the disk is full' },
    ])
    await sql`drop trigger insert_on_rate_counter`.execute(t.platform.writer)
    t.advance(5 * SECOND)
    expect(await ask()).toBe(200)
    expect(await t.db.selectFrom('rateCounter').select('hits').execute()).toEqual([{ hits: 2000 }])
  })
})

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { as, auditOf, mara, setUpMara, signInAs, type TestSession } from '#shared/testing/people.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const DAY = 86_400_000

async function refresh(t: TestApp, refreshToken: string) {
  const res = await t.send('POST', '/auth/refresh', { refreshToken })
  return { status: res.status, body: (await res.json()) as TestSession & { detail: string } }
}

async function meStatus(t: TestApp, session: { accessToken: string }): Promise<number> {
  return (await t.send('GET', '/auth/me', undefined, as(session))).status
}

describe.each(databases)('POST /auth/refresh on %s', (database) => {
  it('gives new tokens for the old one and extends the session', async () => {
    await using t = await testApp(app, { database })
    const session = await setUpMara(t)
    t.advance(DAY)

    const { status, body } = await refresh(t, session.refreshToken)

    expect(status).toBe(200)
    expect(body).toMatchObject({ user: { id: session.user.id }, expiresIn: 900 })
    expect(body.refreshToken).not.toBe(session.refreshToken)
    expect(await meStatus(t, body)).toBe(200)
    expect(await t.db.selectFrom('session').select(['lastUsedAt', 'expiresAt']).execute()).toEqual([
      { lastUsedAt: '2026-03-03T10:00:00.000Z', expiresAt: '2026-04-02T10:00:00.000Z' },
    ])
    expect(await auditOf(t, 'REFRESH')).toMatchObject([{ actorId: session.user.id }])
  })

  it('ends the whole session when a used token comes again, and keeps it ended', async () => {
    await using t = await testApp(app, { database })
    const stolen = await setUpMara(t)
    const bystander = await signInAs(t, mara)
    const { body: renewed } = await refresh(t, stolen.refreshToken)
    expect(await meStatus(t, renewed)).toBe(200)

    const reuse = await refresh(t, stolen.refreshToken)

    expect(reuse.status).toBe(401)
    expect(reuse.body.detail).toContain('used before')
    expect(await meStatus(t, renewed)).toBe(401)
    expect(await meStatus(t, stolen)).toBe(401)
    expect((await refresh(t, renewed.refreshToken)).status).toBe(401)
    expect(await meStatus(t, bystander)).toBe(200)
    const entries = await auditOf(t, 'REFRESH_REUSED')
    expect(entries).toMatchObject([{ actorId: null, entityId: stolen.user.id }])
  })

  it('gives new tokens to one of two that come at once, and then to nobody', async () => {
    await using t = await testApp(app, { database })
    const session = await setUpMara(t)

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refresh(t, session.refreshToken)),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401])
    const [winner] = answers.filter(({ status }) => status === 200)
    expect(await meStatus(t, winner?.body ?? session)).toBe(401)
    expect(await t.auditActions()).toEqual(
      expect.arrayContaining(['user.REFRESH', 'user.REFRESH_REUSED']),
    )
    expect(await auditOf(t, 'REFRESH_REUSED')).toHaveLength(1)
  })
})

describe('refresh tokens', () => {
  it('end thirty days after the last use, not after the sign-in', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    t.advance(29 * DAY)
    const { body: renewed } = await refresh(t, session.refreshToken)
    t.advance(30 * DAY - 1)
    const { status, body: last } = await refresh(t, renewed.refreshToken)
    expect(status).toBe(200)

    t.advance(30 * DAY)

    expect((await refresh(t, last.refreshToken)).status).toBe(401)
    expect(await auditOf(t, 'REFRESH')).toHaveLength(2)
  })

  it('are kept as hashes only', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)

    const rows = await t.db.selectFrom('refreshToken').selectAll().execute()

    expect(rows).toHaveLength(1)
    expect(rows[0]?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(rows)).not.toContain(session.refreshToken)
  })

  it('that are unknown, missing or of another kind are refused', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    expect((await refresh(t, 'unknown')).status).toBe(401)
    expect((await refresh(t, session.accessToken)).status).toBe(401)
    expect((await t.send('POST', '/auth/refresh')).status).toBe(401)
    expect((await t.send('POST', '/auth/refresh', {})).status).toBe(401)
    expect((await t.send('POST', '/auth/refresh', { refreshToken: 1 })).status).toBe(422)
    expect((await t.send('POST', '/auth/refresh', { refreshToken: 'x', more: 1 })).status).toBe(422)
    expect(await auditOf(t, 'REFRESH')).toEqual([])
  })

  it('stop with the deactivation of their person', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const input = {
      email: 'ola@shop.example',
      name: 'Ola',
      role: 'clerk',
      password: 'teal-umbrella-parade',
    }
    const clerk = await (await t.send('POST', '/users', input, as(owner))).json()
    const session = await signInAs(t, input)

    await t.send('DELETE', `/users/${clerk.id}`, undefined, as(owner))

    expect((await refresh(t, session.refreshToken)).status).toBe(401)
    expect(await meStatus(t, session)).toBe(401)
  })
})

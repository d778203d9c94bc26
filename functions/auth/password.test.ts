import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  as,
  auditOf,
  mailedToken,
  mara,
  seedPerson,
  setUpMara,
  signInAs,
  turnMfaOn,
} from '#shared/testing/people.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const MINUTE = 60_000
const fresh = 'violet-tractor-sings-twice'

async function forgot(t: TestApp, email: string): Promise<string | undefined> {
  const res = await t.send('POST', '/auth/password/forgot', { email })
  expect(res.status).toBe(204)
  expect(await res.text()).toBe('')
  return mailedToken(t, email)
}

function reset(t: TestApp, token: string | undefined, password = fresh): Promise<Response> {
  return t.send('POST', '/auth/password/reset', { token, password })
}

async function loginStatus(t: TestApp, password: string): Promise<number> {
  return (await t.send('POST', '/auth/login', { email: mara.email, password })).status
}

describe('POST /auth/password', () => {
  it('changes the password and ends every other session', async () => {
    await using t = await testApp(app)
    const other = await setUpMara(t)
    const here = await signInAs(t, mara)
    const body = { currentPassword: mara.password, newPassword: fresh }

    const res = await t.send('POST', '/auth/password', body, as(here))

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/auth/me', undefined, as(other))).status).toBe(401)
    const { refreshToken } = other
    expect((await t.send('POST', '/auth/refresh', { refreshToken })).status).toBe(401)
    expect((await t.send('GET', '/auth/me', undefined, as(here))).status).toBe(200)
    expect(await loginStatus(t, mara.password)).toBe(401)
    expect(await loginStatus(t, fresh)).toBe(200)
    const [entry] = await auditOf(t, 'PASSWORD_CHANGED')
    expect(entry).toMatchObject({ actorId: here.user.id, newValues: '{"sessionsEnded":1}' })
  })

  it.each([
    ['a wrong present password', 'wrong', fresh, 'currentPassword'],
    ['a weak new one', mara.password, 'password1234', 'newPassword'],
    ['her own name', mara.password, 'Mara.Quist.1', 'newPassword'],
    ['the same again', mara.password, mara.password, 'newPassword'],
  ])('refuses %s', async (_, currentPassword, newPassword, path) => {
    await using t = await testApp(app)
    const session = await setUpMara(t)

    const body = { currentPassword, newPassword }
    const res = await t.send('POST', '/auth/password', body, as(session))

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path }])
    expect(await loginStatus(t, mara.password)).toBe(200)
    expect(await auditOf(t, 'PASSWORD_CHANGED')).toEqual([])
  })

  it('makes links useless that were mailed before', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const token = await forgot(t, mara.email)
    const body = { currentPassword: mara.password, newPassword: fresh }
    await t.send('POST', '/auth/password', body, as(session))

    expect((await reset(t, token, 'some-other-lighthouse-7')).status).toBe(422)
    expect(await loginStatus(t, fresh)).toBe(200)
  })
})

describe('POST /auth/password/forgot', () => {
  it('mails a link to who has the address, and keeps only its hash', async () => {
    await using t = await testApp(app)
    const { user } = await setUpMara(t)

    const token = await forgot(t, 'Mara@Shop.Example').then(() => mailedToken(t, mara.email))

    expect(token).toMatch(/^[\w-]{43}$/)
    const [link] = await t.db.selectFrom('passwordReset').selectAll().execute()
    expect(link).toMatchObject({
      userId: user.id,
      tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: '2026-03-02T11:00:00.000Z',
      usedAt: null,
    })
    expect(await auditOf(t, 'PASSWORD_RESET_REQUESTED')).toMatchObject([{ entityId: user.id }])
  })

  it('answers alike and as slowly when nobody has it, and mails nothing', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const gone = await seedPerson(t, { role: 'clerk', active: false })

    for (const email of [mara.email, 'nobody@shop.example', gone.email]) {
      const start = performance.now()
      await forgot(t, email)
      expect(performance.now() - start).toBeGreaterThanOrEqual(245)
    }

    const mails = await t.db.selectFrom('mailMessage').select('recipient').execute()
    expect(mails).toEqual([{ recipient: mara.email }])
  })

  it('does not answer sooner when it fails', async () => {
    await using t = await testApp(app)
    expect((await t.send('POST', '/auth/password/forgot', { email: 'no' })).status).toBe(422)
    expect((await t.send('POST', '/auth/password/forgot', {})).status).toBe(422)
    expect(await t.db.selectFrom('mailMessage').select('id').execute()).toEqual([])
  })
})

describe.each(databases)('POST /auth/password/reset on %s', (database) => {
  it('sets the password once and ends every session', async () => {
    await using t = await testApp(app, { database })
    const session = await setUpMara(t)
    const token = await forgot(t, mara.email)
    const spare = await forgot(t, mara.email)

    const res = await reset(t, token)

    expect(res.status).toBe(204)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(401)
    expect(await loginStatus(t, mara.password)).toBe(401)
    expect(await loginStatus(t, fresh)).toBe(200)
    for (const dead of [token, spare]) {
      const again = await reset(t, dead, 'some-other-lighthouse-7')
      expect(again.status).toBe(422)
      expect((await again.json()).errors).toMatchObject([{ path: 'token' }])
    }
    expect(await loginStatus(t, fresh)).toBe(200)
    const { id } = session.user
    const entries = await auditOf(t, 'PASSWORD_RESET')
    expect(entries).toMatchObject([{ actorId: id, entityId: id }])
  })

  it('lets one of several parallel resets through', async () => {
    await using t = await testApp(app, { database })
    await setUpMara(t)
    const token = await forgot(t, mara.email)

    const answers = await Promise.all(
      [1, 2, 3, 4].map((i) => reset(t, token, `lighthouse-number-${i}-blinks`)),
    )

    expect(answers.map((res) => res.status).toSorted()).toEqual([204, 422, 422, 422])
    expect(await auditOf(t, 'PASSWORD_RESET')).toHaveLength(1)
  })
})

describe.each(databases)('a link on %s that is asked for at the same moment', (database) => {
  it.each([
    ['the address changes', { email: 'roth@shop.example', emailKey: 'roth@shop.example' }],
    ['the person is deactivated', { active: 0 }],
  ] as const)('as %s is not mailed', async (_, change) => {
    await using t = await testApp(app, { database })
    await setUpMara(t)
    const { email } = mara
    // The person is found before the change and the link would be stored after it.
    const commit = await uncommitted(t, (tx) => tx.updateTable('appUser').set(change).execute())
    const asked = t.send('POST', '/auth/password/forgot', { email })
    if (database === 'postgres') await untilSomebodyWaits(t)
    await commit()

    expect((await asked).status).toBe(204)
    expect(await t.db.selectFrom('passwordReset').select('userId').execute()).toEqual([])
    expect(await t.db.selectFrom('mailMessage').select('recipient').execute()).toEqual([])
    expect(await auditOf(t, 'PASSWORD_RESET_REQUESTED')).toEqual([])
  })
})

describe('reset links', () => {
  it('run out after an hour', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const token = await forgot(t, mara.email)
    t.advance(60 * MINUTE)

    const res = await reset(t, token)

    expect(res.status).toBe(422)
    expect((await res.json()).detail).toContain('expired')
    expect(await loginStatus(t, mara.password)).toBe(200)
  })

  it('survive a weak password, which is refused with the reason', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const token = await forgot(t, mara.email)
    t.advance(59 * MINUTE)

    const res = await reset(t, token, 'mara@shop.example')

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: 'password', code: 'weak_password' }])
    expect((await reset(t, token)).status).toBe(204)
  })

  it('do nothing for somebody who was deactivated meanwhile', async () => {
    await using t = await testApp(app)
    const owner = await setUpMara(t)
    const clerk = await seedPerson(t, { role: 'clerk' })
    const token = await forgot(t, clerk.email)
    await t.send('DELETE', `/users/${clerk.id}`, undefined, as(owner))

    expect((await reset(t, token)).status).toBe(422)
    expect(await auditOf(t, 'PASSWORD_RESET')).toEqual([])
  })

  it('do not replace the second factor', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    await turnMfaOn(t, session)
    await reset(t, await forgot(t, mara.email))

    const res = await t.send('POST', '/auth/login', { email: mara.email, password: fresh })

    expect(await res.json()).toMatchObject({ mfaRequired: true })
  })

  it.each(['', 'guess', 'x'.repeat(5000), 7, null])(
    'that are forged, like %j, do nothing',
    async (token) => {
      await using t = await testApp(app)
      await setUpMara(t)
      const res = await t.send('POST', '/auth/password/reset', { token, password: fresh })
      expect(res.status).toBe(422)
      expect(await loginStatus(t, mara.password)).toBe(200)
    },
  )
})

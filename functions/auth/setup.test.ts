import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { as, auditOf, mara, seedPerson, setUpMara } from '#shared/testing/people.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe('POST /auth/setup', () => {
  it('makes the first owner, signs them in and writes both down', async () => {
    await using t = await testApp(app)

    const res = await t.send('POST', '/auth/setup', { ...mara, email: ' Mara@Shop.example ' })

    expect(res.status).toBe(201)
    const session = await res.json()
    expect(session).toEqual({
      user: expect.objectContaining({
        email: 'Mara@Shop.example',
        name: mara.name,
        role: 'owner',
        active: true,
        invited: false,
        mfaEnabled: false,
      }),
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresIn: 900,
    })
    expect(res.headers.get('location')).toBe(`/api/users/${session.user.id}`)
    expect((await t.send('GET', '/auth/me', undefined, as(session))).status).toBe(200)
    const stored = await t.db.selectFrom('appUser').selectAll().executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ emailKey: mara.email, role: 'owner' })
    expect(stored.passwordHash).toMatch(/^scrypt\$/)
    expect(await t.auditActions()).toEqual(['user.CREATE', 'user.LOGIN'])
    expect(await auditOf(t, 'CREATE')).toMatchObject([{ actorId: session.user.id }])
  })

  it('says whether it is needed', async () => {
    await using t = await testApp(app)
    expect(await (await t.send('GET', '/auth/setup')).json()).toEqual({ needed: true })
    await setUpMara(t)
    expect(await (await t.send('GET', '/auth/setup')).json()).toEqual({ needed: false })
  })

  it('is closed once there is anybody, even a deactivated clerk', async () => {
    await using t = await testApp(app)
    await seedPerson(t, { role: 'clerk', active: false })

    const res = await t.send('POST', '/auth/setup', mara)

    expect(res.status).toBe(409)
    expect(await t.db.selectFrom('appUser').select('role').execute()).toEqual([{ role: 'clerk' }])
    expect(await t.auditActions()).toEqual([])
  })

  it('names every problem of the input at once and stores nothing', async () => {
    await using t = await testApp(app)

    const res = await t.send('POST', '/auth/setup', { email: 'no', password: '', role: 'owner' })

    expect(res.status).toBe(422)
    const paths = (await res.json()).errors.map((issue: { path: string }) => issue.path)
    expect(paths.toSorted()).toEqual(['email', 'name', 'password', 'role'])
    expect(await t.db.selectFrom('appUser').select('id').execute()).toEqual([])
  })

  it.each([
    ['short', 'kettle-7', 'at least 12 characters'],
    ['common', 'P@ssw0rd1234', 'most common'],
    ['repeating', 'abcabcabcabc', 'repeats'],
    ['a row of keys', 'qwertyuiop123', 'row'],
    ['her name', 'mara-quist-2026', 'little more than your name'],
  ])('refuses a password that is %s, and says so', async (_, password, reason) => {
    await using t = await testApp(app)

    const res = await t.send('POST', '/auth/setup', { ...mara, password })

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors).toContainEqual({
      path: 'password',
      message: expect.stringContaining(reason),
      code: 'weak_password',
    })
    expect(await t.db.selectFrom('appUser').select('id').execute()).toEqual([])
  })
})

describe.each(databases)('setup on %s', (database) => {
  it('makes exactly one owner out of parallel setups', async () => {
    await using t = await testApp(app, { database })

    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        t.send('POST', '/auth/setup', { ...mara, email: `mara${i}@shop.example` }),
      ),
    )

    expect(answers.map((res) => res.status).toSorted()).toEqual([201, 409, 409, 409, 409, 409])
    expect(await t.db.selectFrom('appUser').select('role').execute()).toEqual([{ role: 'owner' }])
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
    expect(await t.auditActions()).toEqual(['user.CREATE', 'user.LOGIN'])
  })
})

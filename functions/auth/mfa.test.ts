import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  appCode,
  as,
  auditOf,
  mara,
  seedPerson,
  setUpMara,
  signInAs,
  turnMfaOn,
} from '#shared/testing/people.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const STEP = 30_000
const credentials = { email: mara.email, password: mara.password }

async function mfaToken(t: TestApp): Promise<string> {
  const res = await t.send('POST', '/auth/login', credentials)
  const body = await res.json()
  expect(res.status).toBe(200)
  expect(body).toEqual({ mfaRequired: true, mfaToken: expect.any(String) })
  expect(res.headers.getSetCookie()).toEqual([])
  return body.mfaToken
}

async function challenge(t: TestApp, code: string): Promise<number> {
  const input = { mfaToken: await mfaToken(t), code }
  return (await t.send('POST', '/auth/mfa/challenge', input)).status
}

describe('two-factor sign-in', () => {
  it('is begun with a secret, an address and a QR code, and is not on yet', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)

    const res = await t.send('POST', '/auth/mfa/setup', undefined, as(session))

    expect(res.status).toBe(200)
    const { secret, otpauthUrl, qrCode } = await res.json()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(otpauthUrl).toBe(
      `otpauth://totp/Stockroom:mara%40shop.example?secret=${secret}&issuer=Stockroom`,
    )
    expect(qrCode).toMatch(/^data:image\/svg\+xml;base64,/)
    expect(atob(qrCode.split(',')[1])).toMatch(/^<svg [^]*<\/svg>\s*$/)
    const stored = await t.db.selectFrom('appUser').selectAll().executeTakeFirstOrThrow()
    expect(stored.mfaEnabled).toBe(0)
    expect(stored.mfaSecret).toMatch(/^v1\./)
    await signInAs(t, mara)
  })

  it('is on after the first right code, with ten recovery codes kept as hashes', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)

    const { recoveryCodes } = await turnMfaOn(t, session)

    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/)
    const rows = await t.db.selectFrom('recoveryCode').selectAll().execute()
    expect(rows).toHaveLength(10)
    for (const row of rows) expect(row.codeHash).toMatch(/^[0-9a-f]{64}$/)
    const me = await (await t.send('GET', '/auth/me', undefined, as(session))).json()
    expect(me).toMatchObject({ mfaEnabled: true, user: { mfaEnabled: true } })
    const actions = await t.auditActions()
    expect(actions.slice(-2)).toEqual(['user.MFA_SETUP_STARTED', 'user.MFA_ENABLED'])
    const again = await t.send('POST', '/auth/mfa/setup', undefined, as(session))
    expect(again.status).toBe(409)
  })

  it.each(['000000', '12345', '1234567', 'abcdef', '１２３４５６', ' ', '-1'])(
    'is not turned on by the code %j',
    async (code) => {
      await using t = await testApp(app)
      const session = await setUpMara(t)
      await t.send('POST', '/auth/mfa/setup', undefined, as(session))

      const res = await t.send('POST', '/auth/mfa/verify', { code }, as(session))

      expect(res.status).toBe(422)
      expect((await res.json()).errors).toMatchObject([{ path: 'code' }])
      await signInAs(t, mara)
      expect(await auditOf(t, 'MFA_ENABLED')).toEqual([])
    },
  )

  it('cannot be turned on before it was begun', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const res = await t.send('POST', '/auth/mfa/verify', { code: '123456' }, as(session))
    expect(res.status).toBe(409)
    expect(await auditOf(t, 'MFA_ENABLED')).toEqual([])
  })

  it('takes a code half a minute early or late, with or without a space, no further', async () => {
    await using t = await testApp(app)
    const { secret } = await turnMfaOn(t, await setUpMara(t))

    expect(await challenge(t, await appCode(t, secret, -61))).toBe(401)
    expect(await challenge(t, await appCode(t, secret, 61))).toBe(401)
    const late = await appCode(t, secret, -30)
    expect(await challenge(t, `${late.slice(0, 3)} ${late.slice(3)}`)).toBe(200)
    expect(await challenge(t, await appCode(t, secret, 30))).toBe(200)
    expect(await challenge(t, await appCode(t, secret))).toBe(401)
  })

  it('demands the second factor within five minutes of the first', async () => {
    await using t = await testApp(app)
    const { secret } = await turnMfaOn(t, await setUpMara(t))
    const token = await mfaToken(t)
    t.advance(5 * 60_000)
    const input = { mfaToken: token, code: await appCode(t, secret) }
    const res = await t.send('POST', '/auth/mfa/challenge', input)
    expect(res.status).toBe(401)
    expect((await res.json()).detail).toContain('mfaToken')
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  it('begins anew when the password was changed since the first step', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const { secret } = await turnMfaOn(t, session)
    const token = await mfaToken(t)
    const change = { currentPassword: mara.password, newPassword: 'violet-tractor-sings-twice' }
    expect((await t.send('POST', '/auth/password', change, as(session))).status).toBe(204)

    const input = { mfaToken: token, code: await appCode(t, secret) }
    const res = await t.send('POST', '/auth/mfa/challenge', input)

    expect(res.status).toBe(401)
    expect((await res.json()).detail).toContain('mfaToken')
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  it('does not take an mfaToken for an access token, nor the other way round', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const { secret } = await turnMfaOn(t, session)
    const token = await mfaToken(t)
    expect((await t.send('GET', '/auth/me', undefined, as({ accessToken: token }))).status).toBe(
      401,
    )
    const input = { mfaToken: session.accessToken, code: await appCode(t, secret) }
    expect((await t.send('POST', '/auth/mfa/challenge', input)).status).toBe(401)
  })

  it('goes off with password and code only, and takes the codes with it', async () => {
    await using t = await testApp(app)
    const session = await setUpMara(t)
    const { secret } = await turnMfaOn(t, session)
    const disable = async (password: string, code: string) =>
      t.send('POST', '/auth/mfa/disable', { password, code }, as(session))
    const code = await appCode(t, secret)

    expect(await (await disable('wrong', code)).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'password' }],
    })
    expect(await (await disable(mara.password, '000000')).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'code' }],
    })
    expect(await auditOf(t, 'MFA_DISABLED')).toEqual([])
    expect((await disable(mara.password, code)).status).toBe(204)

    await signInAs(t, mara)
    expect(await t.db.selectFrom('recoveryCode').selectAll().execute()).toEqual([])
    const stored = await t.db.selectFrom('appUser').selectAll().executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ mfaEnabled: 0, mfaSecret: null })
    expect(await auditOf(t, 'MFA_DISABLED')).toHaveLength(1)
    expect((await disable(mara.password, code)).status).toBe(409)
  })

  it('of a role that must have it stands before every permission', async () => {
    await using t = await testApp(app)
    const mfaRequiredRoles = JSON.stringify(['manager'])
    await t.seed((tx) => tx.updateTable('settings').set({ mfaRequiredRoles }).execute())
    const manager = await signInAs(t, await seedPerson(t, { role: 'manager' }))
    const clerk = await signInAs(t, await seedPerson(t, { role: 'clerk' }))
    const read = (session: typeof manager) => t.send('GET', '/suppliers', undefined, as(session))

    const refused = await read(manager)

    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ mfaSetupRequired: true })
    const me = await (await t.send('GET', '/auth/me', undefined, as(manager))).json()
    expect(me).toMatchObject({ permissions: [], mfaSetupRequired: true })
    const token = { name: 'way out', scopes: ['suppliers:read'] }
    expect((await t.send('POST', '/tokens', token, as(manager))).status).toBe(422)
    expect((await read(clerk)).status).toBe(200)
    await turnMfaOn(t, manager)
    expect((await read(manager)).status).toBe(200)
  })
})

describe.each(databases)('codes on %s', (database) => {
  it('of the app open one session each, also when sent twice at once', async () => {
    await using t = await testApp(app, { database })
    const { secret } = await turnMfaOn(t, await setUpMara(t))
    const input = { mfaToken: await mfaToken(t), code: await appCode(t, secret) }

    const answers = await Promise.all(
      ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((ip) =>
        t.send('POST', '/auth/mfa/challenge', input, { 'x-test-ip': ip }),
      ),
    )

    expect(answers.map((res) => res.status).toSorted()).toEqual([200, 401, 401])
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(2)
    t.advance(STEP)
    expect(await challenge(t, await appCode(t, secret))).toBe(200)
    expect(await auditOf(t, 'LOGIN_FAILED')).toHaveLength(2)
  })

  it('for recovery open one session also when two processes get them at once', async () => {
    await using t = await testApp(app, { database })
    const { recoveryCodes } = await turnMfaOn(t, await setUpMara(t))
    const client = () => ({ ip: '192.0.2.9', https: false })
    const processes = [1, 2, 3, 4].map(() =>
      onPlatform(t.platform, app, { client, requestsPerMinute: 1000 }),
    )
    const body = JSON.stringify({ mfaToken: await mfaToken(t), code: recoveryCodes[0] })
    const headers = { 'content-type': 'application/json' }

    const answers = await Promise.all(
      processes.map(async (root) =>
        root.request('/api/auth/mfa/challenge', { method: 'POST', headers, body }),
      ),
    )

    expect(answers.map((res) => res.status).toSorted()).toEqual([200, 401, 401, 401])
    expect(await t.db.selectFrom('session').select('id').execute()).toHaveLength(2)
  })

  it('for recovery work once each, however they are typed', async () => {
    await using t = await testApp(app, { database })
    const { recoveryCodes } = await turnMfaOn(t, await setUpMara(t))
    const [first = '', second = ''] = recoveryCodes

    expect(await challenge(t, first)).toBe(200)
    expect(await challenge(t, first)).toBe(401)
    expect(await challenge(t, second.toUpperCase().replaceAll('-', ' '))).toBe(200)

    const used = t.db.selectFrom('recoveryCode').select('userId').where('usedAt', 'is not', null)
    expect(await used.execute()).toHaveLength(2)
    const logins = (await auditOf(t, 'LOGIN')).map((entry) => JSON.parse(entry.newValues ?? ''))
    expect(logins.map(({ method }) => method)).toEqual(['setup', 'recovery code', 'recovery code'])
  })
})

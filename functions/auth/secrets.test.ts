import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { sha256 } from '#shared/encoding.ts'
import { databases } from '#shared/testing/databases.ts'
import {
  appCode,
  as,
  mailedToken,
  mara,
  setUpMara,
  signInAs,
  turnMfaOn,
} from '#shared/testing/people.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const changed = 'violet-tractor-sings-twice'
const chosen = 'some-other-lighthouse-7'
const ines = {
  email: 'ines@shop.example',
  name: 'Ines',
  role: 'clerk',
  password: 'teal-umbrella-parade',
}

/** Goes through everything that handles a secret, right and wrong; gives every secret there was. */
async function useEverySecret(t: TestApp): Promise<string[]> {
  const secrets = [mara.password, changed, chosen, ines.password, 'a-wrong-password']
  const keep = <T extends object>(body: T) => {
    for (const value of Object.values(body).flat()) {
      if (typeof value === 'string' && value.length > 15) secrets.push(value)
    }
    return body
  }
  const owner = await setUpMara(t)
  const { accessToken, refreshToken } = owner
  keep({ accessToken, refreshToken })
  await t.send('POST', '/auth/login', { email: mara.email, password: 'a-wrong-password' })
  const token = { name: 'shop', scopes: ['products:read'] }
  const created = await (await t.send('POST', '/tokens', token, as(owner))).json()
  keep({ token: created.token })
  await t.send('DELETE', `/tokens/${created.id}`, undefined, as(owner))
  await t.send('POST', '/users', ines, as(owner))
  const body = { currentPassword: mara.password, newPassword: changed }
  await t.send('POST', '/auth/password', body, as(owner))

  const { secret, recoveryCodes } = keep(await turnMfaOn(t, owner))
  const { mfaToken } = keep(
    await (await t.send('POST', '/auth/login', { ...login(changed) })).json(),
  )
  await t.send('POST', '/auth/mfa/challenge', { mfaToken, code: recoveryCodes[0] })
  await t.send('POST', '/auth/mfa/challenge', { mfaToken, code: 'zzzz-zzzz-zzzz-zzzz' })
  const code = await appCode(t, secret)
  await t.send('POST', '/auth/mfa/disable', { password: changed, code }, as(owner))

  await t.send('POST', '/auth/password/forgot', { email: mara.email })
  const link = (await mailedToken(t, mara.email)) ?? ''
  keep({ link })
  await t.send('POST', '/auth/password/reset', { token: link, password: chosen })
  const last = await signInAs(t, { email: mara.email, password: chosen })
  keep({ accessToken: last.accessToken, refreshToken: last.refreshToken })
  await t.send('POST', '/auth/refresh', { refreshToken: last.refreshToken })
  await t.send('POST', '/auth/refresh', { refreshToken: last.refreshToken })
  return secrets
}

function login(password: string) {
  return { email: mara.email, password }
}

describe.each(databases)('secrets on %s', (database) => {
  it('are nowhere to be read: not in the audit log, the log, or any table', async () => {
    await using t = await testApp(app, { database })

    const secrets = await useEverySecret(t)

    expect(await t.auditActions()).toEqual([
      'user.CREATE',
      'user.LOGIN',
      'user.LOGIN_FAILED',
      'token.CREATE',
      'token.DELETE',
      'user.CREATE',
      'user.PASSWORD_CHANGED',
      'user.MFA_SETUP_STARTED',
      'user.MFA_ENABLED',
      'user.LOGIN',
      'user.LOGIN_FAILED',
      'user.MFA_DISABLED',
      'user.PASSWORD_RESET_REQUESTED',
      'user.PASSWORD_RESET',
      'user.LOGIN',
      'user.REFRESH',
      'user.REFRESH_REUSED',
    ])
    expect(secrets.length).toBeGreaterThan(20)
    const places: Record<string, string> = { log: JSON.stringify(t.logLines) }
    const tables = await t.db.introspection.getTables()
    for (const { name } of tables) {
      const rows = await t.db
        .selectFrom(name as 'appUser')
        .selectAll()
        .execute()
      places[name] = JSON.stringify(rows)
    }
    expect(Object.keys(places)).toEqual(
      expect.arrayContaining(['app_user', 'audit_entry', 'mail_message', 'refresh_token']),
    )
    for (const [place, text] of Object.entries(places)) {
      const found = secrets.filter((secret) => text.includes(secret))
      expect(found, place).toEqual([])
    }
  })

  it('leave no hash and no sealed secret in the audit log or in an answer', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const { id } = await (await t.send('POST', '/users', ines, as(owner))).json()
    await turnMfaOn(t, owner)
    const shown = [
      await (await t.send('GET', '/users', undefined, as(owner))).text(),
      await (await t.send('GET', `/users/${id}`, undefined, as(owner))).text(),
      await (await t.send('GET', '/auth/me', undefined, as(owner))).text(),
      await (await t.send('GET', '/auth/sessions', undefined, as(owner))).text(),
      JSON.stringify(await t.db.selectFrom('auditEntry').selectAll().execute()),
    ].join('\n')

    expect(shown).toContain(ines.email)
    expect(shown).not.toMatch(/scrypt\$|v1\.[\w-]{16}\.|Hash"|Secret"/)
  })

  it('leave no plain hash of a request that holds a password, to try passwords on', async () => {
    await using t = await testApp(app, { database })
    const owner = await setUpMara(t)
    const headers = { ...as(owner), 'idempotency-key': 'add-ines' }
    expect((await t.send('POST', '/users', ines, headers)).status).toBe(201)

    const stored = await t.db.selectFrom('idempotencyKey').selectAll().executeTakeFirstOrThrow()

    const request = `POST /api/users\n${JSON.stringify(ines)}`
    expect(stored.requestHash).toMatch(/^[0-9a-f]{64}$/)
    for (const guess of [request, JSON.stringify(ines), ines.password]) {
      expect(stored.requestHash).not.toBe(await sha256(guess))
    }
    expect((await t.send('POST', '/users', ines, headers)).status).toBe(201)
    const other = { ...ines, password: 'violet-tractor-sings-twice' }
    expect((await t.send('POST', '/users', other, headers)).status).toBe(422)
  })
})

import { generate } from 'otplib/functional'
import { emailKey } from '#shared/auth/email-key.ts'
import { unseal } from '#shared/auth/keys.ts'
import type { Role } from '#shared/domain/permissions.ts'
import { newId } from '#shared/ids.ts'
import type { TestApp } from './test-app.ts'

export const mara = {
  email: 'mara@shop.example',
  password: 'quiet-lantern-over-harbour',
  name: 'Mara Quist',
}

/** The tokens of somebody who signed in. */
export interface TestSession {
  user: { id: string }
  accessToken: string
  refreshToken: string
}

/** The header that signs a request in. */
export function as(session: { accessToken: string }): { authorization: string } {
  return { authorization: `Bearer ${session.accessToken}` }
}

/** Makes Mara the first owner through the API. */
export async function setUpMara(t: TestApp): Promise<TestSession> {
  const res = await t.send('POST', '/auth/setup', mara)
  if (res.status !== 201) throw new Error(`setup answered ${res.status}: ${await res.text()}`)
  return (await res.json()) as TestSession
}

export interface SeededPerson {
  id: string
  email: string
  password: string
}

/** A person with a password, straight into the database. */
export async function seedPerson(
  t: TestApp,
  person: { role: Role; email?: string; password?: string; active?: boolean },
): Promise<SeededPerson> {
  const { role, email = `${role}@shop.example`, password = 'orchid-kettle-34-mornings' } = person
  const id = newId('user')
  const passwordHash = await t.platform.passwords.hash(password)
  const at = t.platform.now().toISOString()
  await t.seed((tx) =>
    tx
      .insertInto('appUser')
      .values({
        id,
        email,
        emailKey: emailKey(email),
        name: `The ${role}`,
        role,
        passwordHash,
        mfaEnabled: 0,
        mfaLastStep: 0,
        active: person.active === false ? 0 : 1,
        version: 1,
        createdAt: at,
        updatedAt: at,
      })
      .execute(),
  )
  return { id, email, password }
}

/** Signs in without a second factor; the address of each call may be another one. */
export async function signInAs(
  t: TestApp,
  { email, password }: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<TestSession> {
  const res = await t.send('POST', '/auth/login', { email, password }, headers)
  if (res.status !== 200) throw new Error(`login answered ${res.status}: ${await res.text()}`)
  return (await res.json()) as TestSession
}

/** What an authenticator app shows at the test's present instant, or some seconds off it. */
export function appCode(t: TestApp, secret: string, offsetSeconds = 0): Promise<string> {
  return generate({ secret, epoch: Math.floor(t.platform.now().getTime() / 1000) + offsetSeconds })
}

/** Turns two-factor sign-in on through the API, and lets the used code run out. */
export async function turnMfaOn(
  t: TestApp,
  session: TestSession,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await t.send('POST', '/auth/mfa/setup', undefined, as(session))
  const { secret } = (await begun.json()) as { secret: string }
  const code = await appCode(t, secret)
  const enabled = await t.send('POST', '/auth/mfa/verify', { code }, as(session))
  if (enabled.status !== 200) throw new Error(`verify answered ${enabled.status}`)
  t.advance(60_000)
  const { recoveryCodes } = (await enabled.json()) as { recoveryCodes: string[] }
  return { secret, recoveryCodes }
}

/** The token of the newest link that was mailed to somebody; undefined when none was. */
export async function mailedToken(t: TestApp, email: string): Promise<string | undefined> {
  const mail = await t.db
    .selectFrom('mailMessage')
    .select(['body', 'sealed'])
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!mail) return undefined
  const text = mail.sealed ? await unseal(t.platform.keys, mail.body) : mail.body
  return /#token=([\w-]+)/.exec(text)?.[1]
}

/** The audit entries of an action, oldest first. */
export async function auditOf(t: TestApp, action: string) {
  return t.db
    .selectFrom('auditEntry')
    .select(['actorId', 'entity', 'entityId', 'oldValues', 'newValues', 'ip'])
    .where('action', '=', action)
    .orderBy('id')
    .execute()
}

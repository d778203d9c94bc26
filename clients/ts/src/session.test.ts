import { describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { answerOf } from '../../../shared/testing/client.ts'
import { appCode, mara, setUpMara, turnMfaOn } from '../../../shared/testing/people.ts'
import { type TestApp, testApp } from '../../../shared/testing/test-app.ts'
import { createClient, RateLimited, signIn, take, Unauthenticated } from './index.ts'

/** Longer than an access token lives. */
const QUARTER_MS = 15 * 60_000 + 1_000

const optionsOf = (t: TestApp, asked: string[] = []) => ({
  fetch: (url: string, init: RequestInit) => (asked.push(url), answerOf(t, url, init)),
})

describe('a sign-in', () => {
  it('signs the requests of a client in, and ends when it is told to', async () => {
    await using t = await testApp(app)
    await setUpMara(t)

    const session = await signIn(optionsOf(t), mara)
    const shop = createClient({ ...optionsOf(t), auth: session })

    expect(session.user.email).toBe(mara.email)
    expect((await take(shop.auth.me.$get())).user.id).toBe(session.user.id)
    await session.signOut()
    await session.signOut()
    await expect(take(shop.auth.me.$get())).rejects.toBeInstanceOf(Unauthenticated)
    const sessions = await t.db.selectFrom('session').select('revokedAt').execute()
    expect(sessions.filter(({ revokedAt }) => revokedAt !== null)).toHaveLength(1)
  })

  it('asks for the code of an account with two factors', async () => {
    await using t = await testApp(app)
    const { secret } = await turnMfaOn(t, await setUpMara(t))

    await expect(signIn(optionsOf(t), mara)).rejects.toThrow('say `code`')
    const session = await signIn(optionsOf(t), { ...mara, code: () => appCode(t, secret) })

    expect(session.user).toMatchObject({ email: mara.email, mfaEnabled: true })
  })

  it('renews itself once for all requests that found it run out', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const asked: string[] = []
    const options = optionsOf(t, asked)
    const shop = createClient({ ...options, auth: await signIn(options, mara) })

    t.advance(QUARTER_MS)
    asked.length = 0
    const answers = await Promise.all([
      shop.products.$get(),
      shop.orders.$get(),
      shop.suppliers.$post({ json: { name: 'Northwind' } }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201])
    expect(asked.filter((url) => url === '/api/auth/refresh')).toHaveLength(1)
    expect(asked).toHaveLength(7)
    expect(await t.db.selectFrom('supplier').select('name').execute()).toHaveLength(1)
  })

  it('gives the refusal when it cannot be renewed any more', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const shop = createClient({ ...optionsOf(t), auth: await signIn(optionsOf(t), mara) })
    t.advance(31 * 86_400_000)
    await expect(take(shop.products.$get())).rejects.toBeInstanceOf(Unauthenticated)
  })

  it('is refused for a wrong password, and soon at all', async () => {
    await using t = await testApp(app)
    await setUpMara(t)
    const wrong = { ...mara, password: 'not-hers' }
    const attempt = () => signIn(optionsOf(t), wrong)
    for (let n = 0; n < 5; n++) await expect(attempt()).rejects.toBeInstanceOf(Unauthenticated)
    const refusal: unknown = await attempt().catch((error: unknown) => error)
    // So long nobody waits: the client gives the refusal at once.
    if (!(refusal instanceof RateLimited)) throw new Error('is of another class')
    expect(refusal.retryAfterSeconds).toBeGreaterThan(600)
  })
})

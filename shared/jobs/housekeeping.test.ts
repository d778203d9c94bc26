import { describe, expect, it } from 'vitest'
import type { Insertable } from 'kysely'
import type { Database } from '#shared/db/types.ts'
import { endpoint } from '#shared/http/endpoint.ts'
import { newId, newIdAt } from '#shared/ids.ts'
import { housekeepDatabase } from '#shared/jobs/housekeeping.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const now = '2026-03-02T10:00:00.000Z'
const later = '2026-03-02T10:00:00.001Z'
const before = '2026-03-02T09:59:59.999Z'
const dayAgo = '2026-03-01T10:00:00.000Z'
const moreThanADayAgo = '2026-03-01T09:59:59.999Z'
const open = (database: 'sqlite' | 'postgres') => testApp(endpoint(), { permissions: [], database })

type Table =
  | 'rateCounter'
  | 'idempotencyKey'
  | 'session'
  | 'refreshToken'
  | 'passwordReset'
  | 'webhook'
  | 'webhookDelivery'

async function insert<T extends Table>(t: TestApp, table: T, rows: Insertable<Database[T]>[]) {
  await t.seed((tx) =>
    tx
      .insertInto(table)
      .values(rows as never)
      .execute(),
  )
}

/** The people of these tests are the one that the test app made. */
const userOf = async (t: TestApp) =>
  (await t.db.selectFrom('appUser').select('id').executeTakeFirstOrThrow()).id

describe.each(databases)('housekeeping on %s', (database) => {
  it('removes rate counters whose window is over, and keeps the others', async () => {
    await using t = await open(database)
    const ms = Date.parse(now)
    await insert(t, 'rateCounter', [
      { counterKey: 'over', hits: 3, resetAt: ms },
      { counterKey: 'running', hits: 3, resetAt: ms + 1 },
    ])
    await housekeepDatabase(t.platform)
    const left = await t.db.selectFrom('rateCounter').select('counterKey').execute()
    expect(left).toEqual([{ counterKey: 'running' }])
  })

  it('removes idempotency keys older than 24 hours, however many there are', async () => {
    await using t = await open(database)
    const key = (actorId: string, requestKey: string, createdAt: string) => {
      return { actorId, requestKey, requestHash: 'h', result: '{}', createdAt }
    }
    const old = Array.from({ length: 1_201 }, (_, i) => key('a', `k${i}`, moreThanADayAgo))
    await insert(t, 'idempotencyKey', [...old, key('a', 'kept', dayAgo), key('b', 'k1', now)])
    await housekeepDatabase(t.platform)
    const left = await t.db.selectFrom('idempotencyKey').select('requestKey').execute()
    expect(left.map((row) => row.requestKey).toSorted()).toEqual(['k1', 'kept'])
  })

  it('removes ended sessions with their refresh tokens', async () => {
    await using t = await open(database)
    const userId = await userOf(t)
    const session = (id: string, expiresAt: string) => {
      return { id, userId, createdAt: dayAgo, lastUsedAt: dayAgo, expiresAt }
    }
    await insert(t, 'session', [session('ses_ended', before), session('ses_open', later)])
    await insert(t, 'refreshToken', [
      { tokenHash: 'ended', sessionId: 'ses_ended', createdAt: dayAgo },
      { tokenHash: 'open', sessionId: 'ses_open', createdAt: dayAgo },
    ])
    await housekeepDatabase(t.platform)
    expect(await t.db.selectFrom('session').select('id').execute()).toEqual([{ id: 'ses_open' }])
    const tokens = await t.db.selectFrom('refreshToken').select('tokenHash').execute()
    expect(tokens).toEqual([{ tokenHash: 'open' }])
  })

  it('removes password resets that were used or have expired', async () => {
    await using t = await open(database)
    const userId = await userOf(t)
    await insert(t, 'passwordReset', [
      { tokenHash: 'expired', userId, createdAt: dayAgo, expiresAt: before },
      { tokenHash: 'used', userId, createdAt: dayAgo, expiresAt: later, usedAt: before },
      { tokenHash: 'open', userId, createdAt: dayAgo, expiresAt: later },
    ])
    await housekeepDatabase(t.platform)
    const left = await t.db.selectFrom('passwordReset').select('tokenHash').execute()
    expect(left).toEqual([{ tokenHash: 'open' }])
  })

  it('removes settled webhook calls after 7 days, and keeps those that still wait', async () => {
    await using t = await open(database)
    const at = t.platform.now().toISOString()
    const stamps = { version: 1, createdAt: at, updatedAt: at }
    const webhook = { id: 'whk_1', url: 'https://a.example/', types: '[]', sealedSecret: '' }
    await insert(t, 'webhook', [{ ...webhook, active: 1, position: 0, ...stamps }])
    const call = (state: 'queued' | 'delivered' | 'failed', ms: number) => ({
      id: newIdAt('delivery', ms),
      ...{ webhookId: 'whk_1', eventId: 'evt_1', attempts: 1, nextAttemptAt: at, createdAt: at },
      state,
    })
    const limit = Date.parse(now) - 7 * 86_400_000
    const states = ['queued', 'delivered', 'failed'] as const
    await insert(t, 'webhookDelivery', [
      ...states.map((state) => call(state, limit - 1)),
      ...states.map((state) => call(state, limit)),
    ])
    await housekeepDatabase(t.platform)
    const left = await t.db.selectFrom('webhookDelivery').select('state').orderBy('id').execute()
    expect(left.map((row) => row.state)).toEqual(['queued', ...states])
  })

  it('leaves the audit log, mails and everything else alone', async () => {
    await using t = await open(database)
    const id = newId('mail')
    const mail = { recipient: 'a@b.example', subject: 's', body: 'b', sealed: 0 } as const
    const past = {
      createdAt: '2020-01-01T00:00:00.000Z',
      nextAttemptAt: '2020-01-01T00:00:00.000Z',
    }
    await t.seed(async (tx) => {
      await tx
        .insertInto('mailMessage')
        .values({ id, ...mail, ...past, state: 'sent', attempts: 1 })
        .execute()
    })
    await housekeepDatabase(t.platform)
    expect(await t.db.selectFrom('mailMessage').select('id').execute()).toEqual([{ id }])
    expect(await t.db.selectFrom('apiToken').select('id').execute()).toHaveLength(1)
    expect(await t.auditActions()).toEqual([])
  })

  it('stops when the process ends', async () => {
    await using t = await open(database)
    await insert(t, 'rateCounter', [{ counterKey: 'over', hits: 3, resetAt: 0 }])
    await housekeepDatabase(t.platform, AbortSignal.abort())
    expect(await t.db.selectFrom('rateCounter').select('hits').execute()).toHaveLength(1)
  })
})

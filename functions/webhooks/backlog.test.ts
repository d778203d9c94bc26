import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import {
  expectedSignature,
  type WebhookReceiver,
  webhookReceiver,
} from '#shared/testing/webhook-receiver.ts'
import {
  addWebhook,
  deliveriesOf,
  happen,
  runWebhooks,
  webhookRights as permissions,
} from '#shared/testing/webhooks.ts'

const open = (database: (typeof databases)[number] = 'sqlite') =>
  testApp(app, { permissions, database, allowPrivate: true })

/** So many calls are on their way at once. */
const AT_ONCE = 5

/** Three rounds of calls wait for the webhook. */
const pileUp = (t: TestApp) =>
  happen(t, 'product', ...Array.from({ length: 3 * AT_ONCE }, (_, n) => `prd_${n}`))

/** The receiver keeps its answers back until something else is done, which its first call begins. */
function during(receiver: WebhookReceiver, done: () => Promise<unknown>): void {
  let doing: Promise<unknown> | undefined
  receiver.answer = (_, res) => {
    doing ??= done()
    void doing.then(() => res.writeHead(200).end())
  }
}

describe.each(databases)('a webhook with a backlog on %s', (database) => {
  it('is told no more once it is turned off', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await pileUp(t)
    during(receiver, () => t.send('PATCH', `/webhooks/${id}`, { active: false }))

    await runWebhooks(t)

    expect(receiver.calls).toHaveLength(AT_ONCE)
    expect(await deliveriesOf(t, id, '?state=delivered')).toHaveLength(AT_ONCE)
    expect(await deliveriesOf(t, id, '?state=queued')).toHaveLength(2 * AT_ONCE)
  })

  it('is told no more once it is removed', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await pileUp(t)
    during(receiver, () => t.send('DELETE', `/webhooks/${id}`))
    await runWebhooks(t)
    expect(receiver.calls).toHaveLength(AT_ONCE)
  })

  it('is told the rest at its new address', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await pileUp(t)
    const url = `${receiver.url}/new`
    during(receiver, () => t.send('PATCH', `/webhooks/${id}`, { url }))
    await runWebhooks(t)
    const paths = receiver.calls.map(({ path }) => path)
    expect(paths.filter((path) => path === '/hooks')).toHaveLength(AT_ONCE)
    expect(paths.filter((path) => path === '/hooks/new')).toHaveLength(2 * AT_ONCE)
  })

  it('signs the rest by its new secret', async () => {
    await using t = await open(database)
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await pileUp(t)
    let secret = ''
    during(receiver, async () => {
      const res = await t.send('POST', `/webhooks/${id}/rotate-secret`)
      secret = (await res.json()).secret
    })
    await runWebhooks(t)
    const byNew = receiver.calls.filter((call) =>
      call.headers['webhook-signature']?.split(' ').includes(expectedSignature(secret, call)),
    )
    expect(byNew).toHaveLength(2 * AT_ONCE)
  })
})

describe('a call that was taken', () => {
  it('is not said to have failed when the database cannot note it', async () => {
    await using t = await open()
    await using receiver = await webhookReceiver()
    const { id } = await addWebhook(t, receiver.url)
    await happen(t, 'product', 'prd_1')
    const broken = sql`create trigger broken before update on webhook_delivery
      when new.state = 'delivered' begin select raise(abort, 'the disk is full'); end`
    await broken.execute(t.platform.writer)

    await runWebhooks(t)

    expect(await deliveriesOf(t, id)).toMatchObject([{ state: 'queued', lastError: null }])
    const told = vi.mocked(console.error).mock.calls.map(([event]) => event)
    expect(told).toEqual(['a webhook failed'])
    vi.mocked(console.error).mockClear()
    await sql`drop trigger broken`.execute(t.platform.writer)
    t.advance(60_000)
    await runWebhooks(t)
    expect(await deliveriesOf(t, id)).toMatchObject([{ state: 'delivered', attempts: 2 }])
  })
})

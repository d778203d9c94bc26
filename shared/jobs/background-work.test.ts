import { describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import { mutate } from '#shared/audit/mutate.ts'
import type { MailTransport } from '#shared/mail/transport.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import { webhookReceiver } from '#shared/testing/webhook-receiver.ts'
import { backgroundWork, runWork, type Work } from './background-work.ts'

const open = () => testApp(app, { permissions: ['webhooks:write'], allowPrivate: true })

const transport: MailTransport = { name: 'nobody', send: () => Promise.resolve() }

async function addWebhook(t: TestApp, url: string): Promise<void> {
  expect((await t.send('POST', '/webhooks', { url })).status).toBe(201)
}

async function happen(t: TestApp, id: string): Promise<void> {
  await mutate(t.systemCtx(), (_, audit) => {
    audit.created('product', { id })
    return Promise.resolve()
  })
}

function workOf(works: readonly Work[], name: Work['name']): Work {
  const work = works.find((candidate) => candidate.name === name)
  if (!work) throw new Error(`there is no work ${name}`)
  return work
}

describe('a webhook that hangs', () => {
  it('keeps no other one from being told of what happens meanwhile', async () => {
    await using t = await open()
    await using slow = await webhookReceiver()
    await using quick = await webhookReceiver()
    slow.answer = () => {}
    await addWebhook(t, slow.url)
    await addWebhook(t, quick.url)
    const works = backgroundWork(t.platform, { transport, monitorEveryMinutes: 0 })
    const ending = new AbortController()
    const run = (name: Work['name']) => workOf(works, name).run(ending.signal)
    await happen(t, 'prd_1')
    await run('events')
    const calling = run('webhooks')
    await vi.waitFor(() => expect([slow, quick].map((r) => r.calls.length)).toEqual([1, 1]))

    await happen(t, 'prd_2')
    await run('events')

    await vi.waitFor(() => expect(quick.calls).toHaveLength(2), 5_000)
    ending.abort()
    await calling
  })

  it('keeps no other work waiting where all of it is one run', async () => {
    await using t = await open()
    await using slow = await webhookReceiver()
    slow.answer = () => {}
    await addWebhook(t, slow.url)
    await happen(t, 'prd_1')
    const works = backgroundWork(t.platform, { transport, monitorEveryMinutes: 60 })
    const ending = new AbortController()

    const running = runWork(t.platform, works, ending.signal)
    await vi.waitFor(() => expect(slow.calls).toHaveLength(1))
    ending.abort()

    const others = works.map(({ name }) => name).filter((name) => name !== 'webhooks')
    expect((await running).done).toEqual(expect.arrayContaining(others))
  })
})

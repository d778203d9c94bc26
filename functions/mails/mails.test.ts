import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { queueMail } from '#shared/mail/queue.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import { MailError, type MailTransport } from '#shared/mail/transport.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['mails:read', 'mails:write'] } as const
const taking: MailTransport = { name: 'taking', send: () => Promise.resolve() }
const refusing: MailTransport = {
  name: 'refusing',
  send: () => Promise.reject(new MailError('no such mailbox', { permanent: true })),
}

async function queue(t: TestApp, subject: string, sensitive = false) {
  const mail = { to: 'ann@shop.example', subject, text: `The text of ${subject}`, sensitive }
  await t.seed((tx) => queueMail(t.systemCtx(), tx, mail))
}

const list = async (t: TestApp, query = '') => (await t.send('GET', `/mails${query}`)).json()

describe.each(databases)('mails on %s', (database) => {
  it('lists the newest first, page by page, and filters by state', async () => {
    await using t = await testApp(app, { ...rights, database })
    await queue(t, 'one')
    await deliverDueMails(t.platform, taking)
    await queue(t, 'two')
    await deliverDueMails(t.platform, refusing)
    await queue(t, 'three')

    const page = await list(t, '?limit=2')
    expect(page.items.map((mail: { subject: string }) => mail.subject)).toEqual(['three', 'two'])
    const rest = await list(t, `?limit=2&cursor=${page.nextCursor}`)
    expect(rest).toMatchObject({ items: [{ subject: 'one' }], nextCursor: null })

    for (const [state, subject] of [
      ['queued', 'three'],
      ['failed', 'two'],
      ['sent', 'one'],
    ]) {
      const { items } = await list(t, `?state=${state}`)
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({ state, subject })
    }
  })

  it('sends a failed mail again, with all its attempts before it', async () => {
    await using t = await testApp(app, { ...rights, database })
    await queue(t, 'order')
    await deliverDueMails(t.platform, refusing)
    const [failed] = (await list(t)).items
    let told = 0
    t.platform.mailQueued = () => (told += 1)

    const res = await t.send('POST', `/mails/${failed.id}/retry`)

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({ id: failed.id, state: 'queued', attempts: 0 })
    expect(await t.auditActions()).toEqual(['mail.RETRY'])
    expect(await deliverDueMails(t.platform, taking)).toMatchObject({ sent: 1 })
    expect((await list(t)).items[0]).toMatchObject({ state: 'sent', attempts: 1, lastError: null })
    expect(told).toBe(1)
  })
})

describe('mails', () => {
  it('show everything about a mail but the text of a secret one', async () => {
    await using t = await testApp(app, rights)
    await queue(t, 'reset', true)
    await queue(t, 'order')

    const { items } = await list(t)

    expect(items).toEqual([
      {
        id: expect.stringMatching(/^mail_/),
        recipient: 'ann@shop.example',
        subject: 'order',
        text: 'The text of order',
        sensitive: false,
        state: 'queued',
        attempts: 0,
        nextAttemptAt: '2026-03-02T10:00:00.000Z',
        lastError: null,
        createdAt: '2026-03-02T10:00:00.000Z',
        sentAt: null,
        kept: false,
        replyTo: null,
        attachments: [],
      },
      expect.objectContaining({ subject: 'reset', text: null, sensitive: true }),
    ])
    expect(JSON.stringify(items)).not.toContain('The text of reset')
    const row = await t.db.selectFrom('mailMessage').select('body').orderBy('id').executeTakeFirst()
    expect(row?.body).toMatch(/^v1\./)
    expect(JSON.stringify(items)).not.toContain(row?.body)
  })

  it('says when and why a mail was not sent', async () => {
    await using t = await testApp(app, rights)
    await queue(t, 'order')
    await deliverDueMails(t.platform, refusing)

    expect((await list(t)).items[0]).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: 'no such mailbox',
      nextAttemptAt: null,
    })
  })

  it.each([
    ['queued', undefined],
    ['sent', taking],
  ])('refuses to send a mail again that is %s', async (state, transport) => {
    await using t = await testApp(app, rights)
    await queue(t, 'order')
    if (transport) await deliverDueMails(t.platform, transport)
    const [mail] = (await list(t)).items

    const res = await t.send('POST', `/mails/${mail.id}/retry`)

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/illegal-state', state })
    expect((await list(t)).items[0].state).toBe(state)
    expect(await t.auditActions()).toEqual([])
  })

  it('knows no mail that is not there', async () => {
    await using t = await testApp(app, rights)
    const res = await t.send('POST', '/mails/mail_01JB2QK3V5X7Z9B1D3F5H7J9M1/retry')
    expect(res.status).toBe(404)
  })

  it.each([
    ['an unknown state', 'GET', '/mails?state=lost', 'query.state'],
    ['an unknown filter', 'GET', '/mails?to=ann', 'query.to'],
    ['a forged cursor', 'GET', '/mails?cursor=abc', 'query.cursor'],
    ['a page without mails', 'GET', '/mails?limit=0', 'query.limit'],
  ])('refuses %s', async (_, method, path, where) => {
    await using t = await testApp(app, rights)
    const res = await t.send(method, path)
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toEqual([expect.objectContaining({ path: where })])
  })

  it('shows the outbox to nobody without the right, and lets only some send again', async () => {
    await using t = await testApp(app, { permissions: ['mails:read'] })
    await queue(t, 'order')
    await deliverDueMails(t.platform, refusing)
    const [mail] = (await list(t)).items

    expect((await t.send('POST', `/mails/${mail.id}/retry`)).status).toBe(403)
    const other = await t.tokenFor(['products:read'])
    const res = await t.send('GET', '/mails', undefined, { authorization: `Bearer ${other}` })
    expect(res.status).toBe(403)
    expect((await list(t)).items[0].state).toBe('failed')
  })
})

import { describe, expect, it } from 'vitest'
import { deriveKeys } from '#shared/auth/keys.ts'
import { endpoint } from '#shared/http/endpoint.ts'
import { deliverDueMails, MAX_ATTEMPTS, retryDelay } from '#shared/mail/deliver.ts'
import { type NewMail, queueMail } from '#shared/mail/queue.ts'
import { MailError, type MailTransport, type OutgoingMail } from '#shared/mail/transport.ts'
import { databases } from '#shared/testing/databases.ts'
import { testApp, type TestApp, type TestOptions } from '#shared/testing/test-app.ts'

const MINUTE = 60_000
const greeting: NewMail = { to: 'ann@shop.example', subject: 'Hello', text: 'Hello Ann' }
const open = (options: TestOptions = {}) => testApp(endpoint(), options)

/** Takes every mail, or whatever `answer` says; the mail port is the one thing faked here. */
function recorder(answer: (mail: OutgoingMail) => Promise<void> | void = () => {}) {
  const mails: OutgoingMail[] = []
  const transport: MailTransport = {
    name: 'recorder',
    async send(mail) {
      mails.push(mail)
      await answer(mail)
    },
  }
  return { mails, transport }
}

const refusing = (permanent: boolean) =>
  recorder(() => {
    throw new MailError('no thanks', { permanent })
  })

const queue = (t: TestApp, mail: NewMail = greeting) =>
  t.seed((tx) => queueMail(t.systemCtx(), tx, mail))

const stored = (t: TestApp) =>
  t.db.selectFrom('mailMessage').selectAll().orderBy('id').executeTakeFirstOrThrow()

describe.each(databases)('delivery on %s', (database) => {
  it('hands a queued mail over once and notes when', async () => {
    await using t = await open({ database })
    const { mails, transport } = recorder()
    await queue(t)
    t.advance(MINUTE)

    expect(await deliverDueMails(t.platform, transport)).toEqual({ sent: 1, retried: 0, failed: 0 })
    expect(await deliverDueMails(t.platform, transport)).toEqual({ sent: 0, retried: 0, failed: 0 })

    const row = await stored(t)
    expect(mails).toEqual([
      { id: row.id, ...greeting, createdAt: new Date('2026-03-02T10:00:00.000Z') },
    ])
    expect(row).toMatchObject({
      state: 'sent',
      attempts: 1,
      sentAt: '2026-03-02T10:01:00.000Z',
      lastError: null,
      body: 'Hello Ann',
      kept: 0,
    })
  })

  it('keeps files to the byte and the address for answers until the mail goes', async () => {
    await using t = await open({ database })
    const { mails, transport } = recorder()
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256)
    const attachments = [
      { name: 'all.bin', type: 'application/octet-stream', bytes },
      { name: 'none\r\n.txt', type: 'text/plain', bytes: new Uint8Array() },
    ]
    await queue(t, { ...greeting, replyTo: 'bob@shop.example', attachments })

    await deliverDueMails(t.platform, transport)

    const [first, second] = attachments
    expect(mails).toEqual([
      expect.objectContaining({
        replyTo: 'bob@shop.example',
        attachments: [first, { ...second, name: 'none .txt' }],
      }),
    ])
    const stored = t.db.selectFrom('mailAttachment').select(['position', 'size'])
    expect(await stored.orderBy('position').execute()).toEqual([
      { position: 1, size: 1_000 },
      { position: 2, size: 0 },
    ])
  })

  it('tells whoever waits for an answer once that a mail failed for good', async () => {
    await using t = await open({ database })
    await queue(t, { ...greeting, replyTo: 'bob@shop.example' })
    await queue(t, greeting)

    for (let i = 0; i < 3; i++) await deliverDueMails(t.platform, refusing(true).transport)

    const rows = await t.db.selectFrom('mailMessage').selectAll().orderBy('id').execute()
    expect(rows.map(({ recipient, state }) => [recipient, state])).toEqual([
      ['ann@shop.example', 'failed'],
      ['ann@shop.example', 'failed'],
      ['bob@shop.example', 'failed'],
    ])
    expect(rows[2]).toMatchObject({ subject: 'Not delivered: Hello', replyTo: null })
    expect(rows[2]?.body).toContain('To: ann@shop.example\nSubject: Hello\n')
    expect(rows[2]?.body).toContain('Reason: no thanks\n')
  })

  it('loses the files of a mail with the mail', async () => {
    await using t = await open({ database })
    const attachments = [{ name: 'a', type: 'text/plain', bytes: new Uint8Array([1]) }]
    await queue(t, { ...greeting, attachments })
    await t.seed((tx) => tx.deleteFrom('mailMessage').execute())
    expect(await t.db.selectFrom('mailAttachment').selectAll().execute()).toEqual([])
  })

  it('sends each mail once, however many deliver at the same time', async () => {
    await using t = await open({ database })
    const { mails, transport } = recorder(() => new Promise((done) => setTimeout(done, 2)))
    for (let i = 0; i < 30; i++) await queue(t, { ...greeting, subject: `Mail ${i}` })

    const couriers = Array.from({ length: 4 }, () => deliverDueMails(t.platform, transport))
    const tallies = await Promise.all(couriers)

    expect(tallies.reduce((sum, { sent }) => sum + sent, 0)).toBe(30)
    expect(new Set(mails.map((mail) => mail.subject)).size).toBe(30)
    expect(mails).toHaveLength(30)
    const attempts = await t.db.selectFrom('mailMessage').select('attempts').execute()
    expect(attempts.every((row) => row.attempts === 1)).toBe(true)
  })

  it('queues nothing for a change that was rolled back', async () => {
    await using t = await open({ database })
    const { mails, transport } = recorder()
    const change = t.seed(async (tx) => {
      await queueMail(t.systemCtx(), tx, greeting)
      throw new Error('the change failed')
    })

    await expect(change).rejects.toThrow('the change failed')
    await deliverDueMails(t.platform, transport)
    expect(mails).toEqual([])
  })

  it('stores a secret text so that nobody can read it, and erases it once sent', async () => {
    await using t = await open({ database })
    const { mails, transport } = recorder()
    await queue(t, { ...greeting, text: 'https://stock.example/reset?token=abc', sensitive: true })
    const queued = await stored(t)
    expect(queued.sealed).toBe(1)
    expect(JSON.stringify(queued)).not.toContain('abc')
    expect(queued.body).not.toBe('')

    await deliverDueMails(t.platform, transport)

    expect(mails[0]?.text).toBe('https://stock.example/reset?token=abc')
    expect(await stored(t)).toMatchObject({ state: 'sent', body: '' })
  })
})

describe('delivery', () => {
  it('tries again after 1 minute, then 2, and delivers when the server is back', async () => {
    await using t = await open()
    let down = true
    const { mails, transport } = recorder(() => {
      if (down) throw new MailError('connect ECONNREFUSED', { permanent: false })
    })
    await queue(t)

    expect(await deliverDueMails(t.platform, transport)).toMatchObject({ retried: 1 })
    expect(await stored(t)).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastError: 'connect ECONNREFUSED',
      nextAttemptAt: '2026-03-02T10:01:00.000Z',
    })
    t.advance(MINUTE - 1)
    await deliverDueMails(t.platform, transport)
    expect(mails).toHaveLength(1)

    t.advance(1)
    await deliverDueMails(t.platform, transport)
    expect(await stored(t)).toMatchObject({
      attempts: 2,
      nextAttemptAt: '2026-03-02T10:03:00.000Z',
    })

    down = false
    t.advance(2 * MINUTE)
    expect(await deliverDueMails(t.platform, transport)).toMatchObject({ sent: 1 })
    expect(await stored(t)).toMatchObject({ state: 'sent', attempts: 3, lastError: null })
  })

  it('waits twice as long each time, up to 6 hours', () => {
    const minutes = Array.from({ length: 11 }, (_, i) => retryDelay(i + 1) / MINUTE)
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360])
  })

  it('gives up after the last attempt', async () => {
    await using t = await open()
    const { mails, transport } = refusing(false)
    await queue(t)

    for (let i = 0; i < MAX_ATTEMPTS + 3; i++) {
      await deliverDueMails(t.platform, transport)
      t.advance(6 * 60 * MINUTE)
    }

    expect(mails).toHaveLength(MAX_ATTEMPTS)
    expect(await stored(t)).toMatchObject({ state: 'failed', attempts: MAX_ATTEMPTS })
    expect(t.logLines.filter((line) => line['event'] === 'mail failed')).toHaveLength(1)
  })

  it('gives up at once when the error is permanent, and says why', async () => {
    await using t = await open()
    const { mails, transport } = refusing(true)
    await queue(t)

    expect(await deliverDueMails(t.platform, transport)).toMatchObject({ failed: 1 })
    t.advance(24 * 60 * MINUTE)
    await deliverDueMails(t.platform, transport)

    expect(mails).toHaveLength(1)
    expect(await stored(t)).toMatchObject({ state: 'failed', lastError: 'no thanks', sentAt: null })
  })

  it('takes the mail of a process that died, but not before its time is over', async () => {
    await using t = await open()
    const dying = Promise.withResolvers<void>()
    const { transport: dead } = recorder(() => dying.promise)
    const { mails, transport } = recorder()
    await queue(t)
    const died = deliverDueMails(t.platform, dead)
    await expect.poll(async () => (await stored(t)).attempts).toBe(1)

    t.advance(9 * MINUTE)
    await deliverDueMails(t.platform, transport)
    expect(mails).toHaveLength(0)
    t.advance(MINUTE)
    await deliverDueMails(t.platform, transport)

    expect(mails).toHaveLength(1)
    // What the first one still says when it turns out to live changes nothing.
    dying.reject(new Error('gone'))
    await died
    expect(await stored(t)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it('leaves alone what is not due, however much that is', async () => {
    await using t = await open()
    const { transport: down } = refusing(false)
    for (let i = 0; i < 45; i++) await queue(t)
    expect(await deliverDueMails(t.platform, down)).toEqual({ sent: 0, retried: 45, failed: 0 })
    const { mails, transport } = recorder()
    await queue(t, { ...greeting, subject: 'New' })

    await deliverDueMails(t.platform, transport)

    expect(mails.map((mail) => mail.subject)).toEqual(['New'])
  })

  it('stops between two mails when the process ends', async () => {
    await using t = await open()
    const ending = new AbortController()
    const { mails, transport } = recorder(() => ending.abort())
    await queue(t)
    await queue(t)

    expect(await deliverDueMails(t.platform, transport, ending.signal)).toMatchObject({ sent: 1 })
    expect(mails).toHaveLength(1)
    const states = await t.db.selectFrom('mailMessage').select('state').orderBy('id').execute()
    expect(states.map((row) => row.state)).toEqual(['sent', 'queued'])
  })

  it('fails a secret mail that another key sealed, and never sends it', async () => {
    await using t = await open()
    const { mails, transport } = recorder()
    await queue(t, { ...greeting, sensitive: true })
    const keys = await deriveKeys('a'.repeat(32), 'b'.repeat(32))

    await deliverDueMails({ ...t.platform, keys }, transport)

    expect(mails).toEqual([])
    const { state, lastError } = await stored(t)
    expect(state).toBe('failed')
    expect(lastError).toContain('DB_ENCRYPTION_KEY')
  })

  it('lets no line break into a subject, nor what a database refuses into an error', async () => {
    await using t = await open({ database: 'postgres' })
    const { transport } = recorder(() => {
      throw new Error(`broken\u0000 \ud800 ${'x'.repeat(2_000)}`)
    })
    await queue(t, { ...greeting, subject: 'Hi\r\nBcc: all@shop.example\u2028\u0000there' })

    await deliverDueMails(t.platform, transport)

    const { subject, lastError } = await stored(t)
    expect(subject).toBe('Hi Bcc: all@shop.example there')
    expect(lastError).toHaveLength(500)
    expect(lastError?.startsWith('broken  \ufffd xxx')).toBe(true)
  })
})

import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, it, vi } from 'vitest'
import { endpoint } from '#shared/http/endpoint.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import { queueMail } from '#shared/mail/queue.ts'
import { smtpTransport } from '#shared/mail/smtp.node.ts'
import { bytesOf, partsOf, readMime } from '#shared/testing/mime.ts'
import { testApp } from '#shared/testing/test-app.ts'

const from = 'Stockroom <stock@shop.example>'
const mail = {
  id: 'mail_01JB2QK3V5X7Z9B1D3F5H7J9M1',
  to: 'ann@shop.example',
  subject: 'Grüße',
  text: 'First line\n.\nLast line',
  createdAt: new Date('2026-03-02T10:00:00.000Z'),
}

interface Received {
  from: string
  to: string[]
  message: string
}

/** A real mail server on a free port, or on a given one. */
async function mailServer(options: SMTPServerOptions = {}, port = 0) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let message = ''
      stream.on('data', (chunk: Buffer) => (message += chunk.toString('utf8')))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const to = rcptTo.map((recipient) => recipient.address)
        received.push({ from: mailFrom ? mailFrom.address : '', to, message })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.server.address() as AddressInfo
  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const refusal = (message: string, responseCode: number) =>
  Object.assign(new Error(message), { responseCode })

describe('SMTP', () => {
  it('hands the mail to a real server with sender, recipient, text and a stable id', async () => {
    await using server = await mailServer()

    await smtpTransport({ url: server.url, from }).send(mail)

    expect(server.received).toHaveLength(1)
    const [received] = server.received
    const message = received?.message ?? ''
    expect(received?.from).toBe('stock@shop.example')
    expect(received?.to).toEqual(['ann@shop.example'])
    expect(message).toContain('From: Stockroom <stock@shop.example>\r\n')
    expect(message).toContain(`Message-ID: <${mail.id}@shop.example>\r\n`)
    expect(message).toContain('Date: Mon, 02 Mar 2026 10:00:00 +0000\r\n')
    expect(message).toMatch(/^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe\?=\r$/m)
    expect(message).toContain('\r\n\r\nFirst line\r\n.\r\nLast line')
  })

  it('hands files over to the byte, and says who gets the answers', async () => {
    await using server = await mailServer()
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256)
    const attachments = [
      { name: 'PO-000042.pdf', type: 'application/pdf', bytes },
      { name: 'Grüße.bin', type: 'application/octet-stream', bytes: bytes.toReversed() },
    ]

    await smtpTransport({ url: server.url, from }).send({
      ...mail,
      replyTo: 'bob@shop.example',
      attachments,
    })

    const message = server.received[0]?.message ?? ''
    expect(readMime(message).headers).toMatchObject({ 'reply-to': 'bob@shop.example' })
    const [text, ...files] = partsOf(message)
    expect(text?.headers['content-type']).toContain('text/plain')
    expect(text?.body).toContain('First line\r\n.\r\nLast line')
    expect(files.map(bytesOf)).toEqual([bytes, bytes.toReversed()])
    expect(files[0]?.headers).toMatchObject({
      'content-type': 'application/pdf; name=PO-000042.pdf',
      'content-disposition': 'attachment; filename=PO-000042.pdf',
    })
    expect(files[1]?.headers['content-disposition']).toContain(
      "filename*0*=utf-8''Gr%C3%BC%C3%9Fe.bin",
    )
  })

  it('lets nobody smuggle a header in', async () => {
    await using server = await mailServer()

    await smtpTransport({ url: server.url, from }).send({
      ...mail,
      subject: 'Hi\r\nBcc: eve@evil.example',
      replyTo: 'bob@shop.example\r\nBcc: eve@evil.example',
      attachments: [
        {
          name: 'a"\r\nBcc: eve@evil.example\r\n\r\nHi',
          type: 'text/plain\r\nBcc: eve@evil.example',
          bytes: new Uint8Array([1]),
        },
      ],
    })

    const [received] = server.received
    expect(received?.to).toEqual(['ann@shop.example'])
    expect(received?.message).not.toMatch(/^Bcc:/m)
  })

  it('signs in with the name and password of the address', async () => {
    const seen: unknown[] = []
    await using server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        seen.push([username, password])
        done(null, { user: username ?? '' })
      },
    })
    const url = `smtp://stock%40shop.example:p%40ss%2Fword@127.0.0.1:${server.port}`

    await smtpTransport({ url, from }).send(mail)

    expect(seen).toEqual([['stock@shop.example', 'p@ss/word']])
    expect(server.received).toHaveLength(1)
  })

  it('keeps the password to itself when a foreign server offers no encryption', async () => {
    const seen: unknown[] = []
    await using server = await mailServer({
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        seen.push(auth)
        done(null, { user: 'x' })
      },
    })
    // An address of this machine, too, but not one that says so.
    const url = `smtp://stock:secret@0.0.0.0:${server.port}`
    const sending = smtpTransport({ url, from }).send(mail)

    await expect(sending).rejects.toMatchObject({ name: 'MailError', permanent: false })
    expect(seen).toEqual([])
    expect(server.received).toEqual([])
  })

  it('trusts no server whose certificate nobody vouches for', async () => {
    await using server = await mailServer({ secure: true })
    // The server warns that its certificate is a public one, which is what this test needs.
    vi.mocked(console.error).mockClear()
    const url = `smtps://stock:secret@127.0.0.1:${server.port}`
    const sending = smtpTransport({ url, from }).send(mail)

    await expect(sending).rejects.toMatchObject({
      permanent: false,
      message: expect.stringContaining('certificate'),
    })
    expect(server.received).toEqual([])
  })

  it.each<[string, SMTPServerOptions, boolean]>([
    [
      'a recipient that does not exist is final',
      { onRcptTo: (_to, _session, done) => done(refusal('no such mailbox', 550)) },
      true,
    ],
    [
      'a full mailbox is not',
      { onRcptTo: (_to, _session, done) => done(refusal('mailbox full', 452)) },
      false,
    ],
    [
      'a refused sender is for the operator to put right',
      { onMailFrom: (_from, _session, done) => done(refusal('not your domain', 553)) },
      false,
    ],
    [
      'a refused text is final',
      {
        onData(stream, _session, done) {
          stream.on('end', () => done(refusal('looks like spam', 554)))
          stream.resume()
        },
      },
      true,
    ],
  ])('%s', async (_, options, permanent) => {
    await using server = await mailServer(options)
    const sending = smtpTransport({ url: server.url, from }).send(mail)
    await expect(sending).rejects.toMatchObject({ name: 'MailError', permanent })
    expect(server.received).toEqual([])
  })

  it('retries when the server was down, and delivers once it is up', async () => {
    await using t = await testApp(endpoint())
    const gone = await mailServer()
    await gone[Symbol.asyncDispose]()
    const transport = smtpTransport({ url: gone.url, from })
    await t.seed((tx) => queueMail(t.systemCtx(), tx, { ...mail, sensitive: true }))

    expect(await deliverDueMails(t.platform, transport)).toMatchObject({ retried: 1 })
    const waiting = await t.db.selectFrom('mailMessage').selectAll().executeTakeFirstOrThrow()
    expect(waiting.lastError).toContain('ECONNREFUSED')
    expect(waiting.body).not.toBe('')

    await using server = await mailServer({}, gone.port)
    t.advance(60_000)
    expect(await deliverDueMails(t.platform, transport)).toMatchObject({ sent: 1 })

    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.message).toContain('Last line')
    const sent = await t.db.selectFrom('mailMessage').selectAll().executeTakeFirstOrThrow()
    expect(sent).toMatchObject({ state: 'sent', body: '', attempts: 2 })
  })

  it.each(['', 'mail.example', 'http://mail.example', 'smtp://'])(
    'refuses %j as the address of a server',
    (url) => {
      expect(() => smtpTransport({ url, from })).toThrow('smtps://user:password@host:465')
    },
  )
})

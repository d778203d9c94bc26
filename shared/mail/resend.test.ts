import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { endpoint } from '#shared/http/endpoint.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import { queueMail } from '#shared/mail/queue.ts'
import { resendTransport } from '#shared/mail/resend.ts'
import { testApp } from '#shared/testing/test-app.ts'

const from = 'Stockroom <stock@shop.example>'
const apiKey = 're_test_123'
const mail = {
  id: 'mail_01JB2QK3V5X7Z9B1D3F5H7J9M1',
  to: 'ann@shop.example',
  subject: 'Grüße',
  text: 'Hello Ann',
  createdAt: new Date('2026-03-02T10:00:00.000Z'),
}

interface Answer {
  status: number
  body: string
}

const accepted: Answer = { status: 200, body: JSON.stringify({ id: 'e_1' }) }
const problem = (statusCode: number, name: string, message: string): Answer => ({
  status: statusCode,
  body: JSON.stringify({ statusCode, name, message }),
})

/** Stands in for Resend's API and answers as told, one answer after the other. */
async function standIn(...answers: Answer[]) {
  const requests: { path: string; headers: IncomingHttpHeaders; body: unknown }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    request.on('end', () => {
      const body: unknown = JSON.parse(text)
      requests.push({ path: request.url ?? '', headers: request.headers, body })
      const { status, body: answer } = answers[requests.length - 1] ?? accepted
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { baseUrl: `http://127.0.0.1:${port}`, requests, [Symbol.asyncDispose]: close }
}

describe('Resend', () => {
  it('posts the mail once, with the key and an idempotency key of its own', async () => {
    await using api = await standIn()

    await resendTransport({ apiKey, from, baseUrl: api.baseUrl }).send(mail)

    expect(api.requests).toHaveLength(1)
    const [request] = api.requests
    expect(request?.path).toBe('/emails')
    expect(request?.body).toEqual({ from, to: mail.to, subject: 'Grüße', text: 'Hello Ann' })
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      'idempotency-key': mail.id,
    })
  })

  it('posts files to the byte, and who gets the answers', async () => {
    await using api = await standIn()
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256)
    const attachments = [{ name: 'Grüße.pdf', type: 'application/pdf', bytes }]

    const transport = resendTransport({ apiKey, from, baseUrl: api.baseUrl })
    await transport.send({ ...mail, replyTo: 'bob@shop.example', attachments })

    expect(api.requests[0]?.body).toEqual({
      from,
      to: mail.to,
      subject: 'Grüße',
      text: 'Hello Ann',
      reply_to: 'bob@shop.example',
      attachments: [
        {
          filename: 'Grüße.pdf',
          content_type: 'application/pdf',
          content: Buffer.from(bytes).toString('base64'),
        },
      ],
    })
  })

  it.each<[string, Answer, boolean, string]>([
    ['429', problem(429, 'rate_limit_exceeded', 'Too many requests'), false, 'Resend (429): Too'],
    ['500', problem(500, 'internal_server_error', 'Oops'), false, 'Resend (500): Oops'],
    ['a proxy with a page', { status: 502, body: '<html>' }, false, 'Resend (502)'],
    [
      'a proxy with JSON of its own',
      { status: 503, body: '{"message":"no"}' },
      false,
      'Resend: no',
    ],
    ['an error without a word', { status: 500, body: 'null' }, false, 'confirms nothing'],
    ['a success that confirms nothing', { status: 200, body: '{}' }, false, 'confirms nothing'],
    ['a wrong key', problem(401, 'invalid_api_key', 'Wrong key'), false, 'Wrong key'],
    ['a foreign domain', problem(403, 'validation_error', 'Not verified'), false, 'Not verified'],
    ['a wrong recipient', problem(422, 'validation_error', 'Invalid to'), true, 'Invalid to'],
    ['a sender that is none', problem(422, 'invalid_from_address', 'Invalid'), false, 'Invalid'],
    [
      'the same in words',
      problem(422, 'validation_error', 'Invalid `from` field.'),
      false,
      'Invalid `from`',
    ],
  ])('%s is an error', async (_, answer, permanent, message) => {
    await using api = await standIn(answer)
    const sending = resendTransport({ apiKey, from, baseUrl: api.baseUrl }).send(mail)
    await expect(sending).rejects.toMatchObject({
      name: 'MailError',
      permanent,
      message: expect.stringContaining(message),
    })
    expect(api.requests).toHaveLength(1)
  })

  it('is an error, and not a final one, when nobody listens', async () => {
    const api = await standIn()
    await api[Symbol.asyncDispose]()
    const sending = resendTransport({ apiKey, from, baseUrl: api.baseUrl }).send(mail)
    await expect(sending).rejects.toMatchObject({ name: 'MailError', permanent: false })
  })

  it('is asked again with the same idempotency key until it takes the mail', async () => {
    await using t = await testApp(endpoint())
    await using api = await standIn(
      problem(429, 'rate_limit_exceeded', 'Too many requests'),
      problem(500, 'internal_server_error', 'Oops'),
    )
    const transport = resendTransport({ apiKey, from, baseUrl: api.baseUrl })
    await t.seed((tx) => queueMail(t.systemCtx(), tx, mail))

    for (let i = 0; i < 4; i++) {
      await deliverDueMails(t.platform, transport)
      t.advance(5 * 60_000)
    }

    const row = await t.db.selectFrom('mailMessage').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'sent', attempts: 3, lastError: null })
    const keys = api.requests.map((request) => request.headers['idempotency-key'])
    expect(keys).toEqual([row.id, row.id, row.id])
  })
})

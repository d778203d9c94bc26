import { describe, expect, it } from 'vitest'
import { webhookReceiver } from '#shared/testing/webhook-receiver.ts'
import type { FunctionConfig } from './config.ts'
import { functionMail } from './mail.ts'

const mail = {
  id: 'mail_01JB2QK3V5X7Z9B1D3F5H7J9M1',
  to: 'ann@shop.example',
  subject: 'Grüße',
  text: 'Hello Ann',
  createdAt: new Date('2026-03-02T10:00:00.000Z'),
}

describe('the mail of a function', () => {
  it('posts files to the byte, and who gets the answers', async () => {
    await using api = await webhookReceiver()
    api.answer = (_, res) => void res.end(JSON.stringify({ id: 're_1' }))
    const config = {
      RESEND_API_KEY: 're_test',
      RESEND_URL: api.url,
      MAIL_FROM: 'stock@shop.example',
    }
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256)
    const files = [{ name: 'Grüße.pdf', type: 'application/pdf', bytes }]
    const transport = functionMail(config as FunctionConfig)

    await transport?.send(mail)
    await transport?.send({ ...mail, replyTo: 'bob@shop.example', attachments: files })

    const letter = { from: config.MAIL_FROM, to: mail.to, subject: 'Grüße', text: 'Hello Ann' }
    expect(api.calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      letter,
      {
        ...letter,
        reply_to: 'bob@shop.example',
        attachments: [
          {
            filename: 'Grüße.pdf',
            content_type: 'application/pdf',
            content: Buffer.from(bytes).toString('base64'),
          },
        ],
      },
    ])
  })

  it.each([
    ['a wrong recipient', 'validation_error', 'Invalid `to` field.', true],
    ['a sender that is none', 'invalid_from_address', 'Invalid', false],
    ['the same in words', 'validation_error', 'Invalid `from` field.', false],
  ])('that Resend refuses for %s', async (_, name, message, permanent) => {
    await using api = await webhookReceiver()
    const problem = JSON.stringify({ statusCode: 422, name, message })
    api.answer = (_call, res) => void res.writeHead(422).end(problem)
    const config = { RESEND_API_KEY: 're_test', RESEND_URL: api.url, MAIL_FROM: 'stock' }
    const sending = functionMail(config as FunctionConfig)?.send(mail)
    await expect(sending).rejects.toMatchObject({ name: 'MailError', permanent })
  })
})

import { describe, expect, it } from 'vitest'
import { webhookReceiver } from '#shared/testing/webhook-receiver.ts'
import type { FunctionConfig } from './config.ts'
import { functionMail } from './mail.ts'

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
    const mail = {
      id: 'mail_01JB2QK3V5X7Z9B1D3F5H7J9M1',
      to: 'ann@shop.example',
      subject: 'Grüße',
      text: 'Hello Ann',
      createdAt: new Date('2026-03-02T10:00:00.000Z'),
    }
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
})

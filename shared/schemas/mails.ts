import * as z from 'zod'
import { id, Instant, pageOf, pageQuery } from './values.ts'

export const mailStates = ['queued', 'sent', 'failed'] as const

export const Mail = z
  .object({
    id: id('mail'),
    recipient: z.string(),
    subject: z.string(),
    text: z.string().nullable().meta({ description: 'null when it holds a secret' }),
    replyTo: z.string().nullable().describe('who gets the answers; null: the sender'),
    attachments: z.array(
      z.object({
        name: z.string().meta({ example: 'PO-000042.pdf' }),
        type: z.string().meta({ example: 'application/pdf' }),
        size: z.int().describe('in bytes'),
      }),
    ),
    sensitive: z.boolean(),
    state: z.enum(mailStates),
    attempts: z.int(),
    nextAttemptAt: Instant.nullable().meta({ description: 'null unless queued' }),
    lastError: z.string().nullable(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
    kept: z
      .boolean()
      .describe('whether no mail server is set up, so that it only became a file on the server'),
  })
  .meta({ id: 'Mail' })
export type Mail = z.infer<typeof Mail>

export const MailPage = pageOf(Mail).meta({ id: 'MailPage' })

export const ListMails = z.strictObject({
  state: z.enum(mailStates).optional().describe('only mails in this state'),
  ...pageQuery,
})
export type ListMails = z.infer<typeof ListMails>

import * as z from 'zod'
import { id, Instant, pageOf, pageQuery } from './values.ts'

export const mailStates = ['queued', 'sent', 'failed'] as const

export const Mail = z
  .object({
    id: id('mail'),
    recipient: z.string(),
    subject: z.string(),
    text: z.string().nullable().meta({ description: 'null when it holds a secret' }),
    sensitive: z.boolean(),
    state: z.enum(mailStates),
    attempts: z.int(),
    nextAttemptAt: Instant.nullable().meta({ description: 'null unless queued' }),
    lastError: z.string().nullable(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'Mail' })
export type Mail = z.infer<typeof Mail>

export const MailPage = pageOf(Mail).meta({ id: 'MailPage' })

export const ListMails = z.strictObject({
  state: z.enum(mailStates).optional().describe('only mails in this state'),
  ...pageQuery,
})
export type ListMails = z.infer<typeof ListMails>

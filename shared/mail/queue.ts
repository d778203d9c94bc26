import { seal } from '../auth/keys.ts'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/types.ts'
import { toBase64 } from '../encoding.ts'
import { newId } from '../ids.ts'
import { insertAttachments } from '../repositories/mail-attachments.ts'
import { insertMail } from '../repositories/mail-messages.ts'
import type { MailAttachment } from './transport.ts'

/** A plain-text mail to one person. */
export interface NewMail {
  to: string
  subject: string
  text: string
  /** Who gets the answers; the sender when it is left out. */
  replyTo?: string | undefined
  /** Stored as they are, also with a text that is encrypted. */
  attachments?: readonly MailAttachment[]
  /** The text holds a secret, such as a reset link: it is stored encrypted and erased once sent. */
  sensitive?: boolean
}

/**
 * Queues a mail inside the caller's transaction, so that it is never lost and never sent for a
 * change that was rolled back. Call `ctx.mailQueued()` after the commit.
 *
 * @returns the id of the mail
 */
export async function queueMail(
  ctx: Pick<Ctx, 'now' | 'keys'>,
  tx: Tx,
  mail: NewMail,
): Promise<string> {
  const at = ctx.now().toISOString()
  const id = newId('mail')
  await insertMail(tx, {
    id,
    recipient: mail.to,
    subject: oneLine(mail.subject),
    body: mail.sensitive ? await seal(ctx.keys.encryption, mail.text) : mail.text,
    sealed: mail.sensitive ? 1 : 0,
    state: 'queued',
    attempts: 0,
    nextAttemptAt: at,
    createdAt: at,
    replyTo: mail.replyTo ?? null,
  })
  const files = mail.attachments ?? []
  await insertAttachments(
    tx,
    files.map(({ name, type, bytes }, index) => ({
      mailId: id,
      position: index + 1,
      name: oneLine(name),
      type,
      size: bytes.length,
      content: toBase64(bytes),
    })),
  )
  return id
}

/** A line break in a header would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

import { seal } from '../auth/keys.ts'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/types.ts'
import { newId } from '../ids.ts'
import { insertMail } from '../repositories/mail-messages.ts'

/** A plain-text mail to one person. */
export interface NewMail {
  to: string
  subject: string
  text: string
  /** The text holds a secret, such as a reset link: it is stored encrypted and erased once sent. */
  sensitive?: boolean
}

/**
 * Queues a mail inside the caller's transaction, so that it is never lost and never sent for a
 * change that was rolled back. Call `ctx.mailQueued()` after the commit.
 */
export async function queueMail(ctx: Ctx, tx: Tx, mail: NewMail): Promise<void> {
  const at = ctx.now().toISOString()
  await insertMail(tx, {
    id: newId('mail'),
    recipient: mail.to,
    subject: oneLine(mail.subject),
    body: mail.sensitive ? await seal(ctx.keys.encryption, mail.text) : mail.text,
    sealed: mail.sensitive ? 1 : 0,
    state: 'queued',
    attempts: 0,
    nextAttemptAt: at,
    createdAt: at,
  })
}

/** A line break in a header would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

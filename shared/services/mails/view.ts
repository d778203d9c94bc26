import type { Db } from '../../db/types.ts'
import { findAttachmentsOf } from '../../repositories/mail-attachments.ts'
import type { MailRow } from '../../repositories/mail-messages.ts'
import type { Mail } from '../../schemas/mails.ts'

/**
 * Mails as the outbox page shows them; never the text of one that holds a secret.
 * @param db the transaction, when inside one
 */
export async function mailViews(db: Db, rows: readonly MailRow[]): Promise<Mail[]> {
  const files = await findAttachmentsOf(
    db,
    rows.map(({ id }) => id),
  )
  const byMail = Map.groupBy(files, ({ mailId }) => mailId)
  return rows.map(({ body, sealed, kept, ...shown }) => {
    const sensitive = sealed === 1
    const attachments = byMail.get(shown.id) ?? []
    return {
      ...shown,
      text: sensitive ? null : body,
      sensitive,
      kept: kept === 1,
      nextAttemptAt: shown.state === 'queued' ? shown.nextAttemptAt : null,
      attachments: attachments.map(({ name, type, size }) => ({ name, type, size })),
    }
  })
}

export async function mailView(db: Db, row: MailRow): Promise<Mail> {
  const [mail] = await mailViews(db, [row])
  if (!mail) throw new Error(`no view of mail ${row.id}`)
  return mail
}

import type { MailRow } from '../../repositories/mail-messages.ts'
import type { Mail } from '../../schemas/mails.ts'

/** A mail as the outbox page shows it; never the text of one that holds a secret. */
export function mailView(row: MailRow): Mail {
  const { body, sealed, ...shown } = row
  const sensitive = sealed === 1
  return {
    ...shown,
    text: sensitive ? null : body,
    sensitive,
    nextAttemptAt: row.state === 'queued' ? row.nextAttemptAt : null,
  }
}

import type { Insertable } from 'kysely'
import type { MailAttachmentTable } from '../db/mail-tables.ts'
import type { Db, Tx } from '../db/types.ts'

/** What a list shows of a file; its content can be large. */
const shownColumns = [
  'mailId',
  'name',
  'type',
  'size',
] as const satisfies readonly (keyof MailAttachmentTable)[]

export type MailAttachmentRow = Pick<MailAttachmentTable, (typeof shownColumns)[number]>

export async function insertAttachments(
  tx: Tx,
  rows: readonly Insertable<MailAttachmentTable>[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.insertInto('mailAttachment').values(rows).execute()
}

/** The files of a mail with what is in them, in the order in which they were attached. */
export async function findAttachments(
  db: Db,
  mailId: string,
): Promise<Pick<MailAttachmentTable, 'name' | 'type' | 'content'>[]> {
  return db
    .selectFrom('mailAttachment')
    .select(['name', 'type', 'content'])
    .where('mailId', '=', mailId)
    .orderBy('position')
    .execute()
}

/** What is attached to these mails. */
export async function findAttachmentsOf(
  db: Db,
  mailIds: readonly string[],
): Promise<MailAttachmentRow[]> {
  if (mailIds.length === 0) return []
  return db
    .selectFrom('mailAttachment')
    .select(shownColumns)
    .where('mailId', 'in', mailIds)
    .orderBy('mailId')
    .orderBy('position')
    .execute()
}

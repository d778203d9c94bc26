import type { MailMessageTable } from '../db/mail-tables.ts'
import type { PurchaseOrderMailTable } from '../db/order-tables.ts'
import type { Db, Tx } from '../db/types.ts'

/** What became of a mail that took an order to its supplier. */
export type OrderMailRow = Pick<
  MailMessageTable,
  'id' | 'state' | 'recipient' | 'createdAt' | 'sentAt' | 'kept'
> &
  Pick<PurchaseOrderMailTable, 'documentVersion'>

export async function insertOrderMail(tx: Tx, row: PurchaseOrderMailTable): Promise<void> {
  await tx.insertInto('purchaseOrderMail').values(row).execute()
}

/** The mail that last took the order to its supplier; undefined when none did. */
export async function findLastOrderMail(
  db: Db,
  orderId: string,
): Promise<OrderMailRow | undefined> {
  return db
    .selectFrom('purchaseOrderMail as taken')
    .innerJoin('mailMessage as mail', 'mail.id', 'taken.mailId')
    .select([
      'mail.id',
      'mail.state',
      'mail.recipient',
      'taken.documentVersion',
      'mail.createdAt',
      'mail.sentAt',
      'mail.kept',
    ])
    .where('taken.orderId', '=', orderId)
    .orderBy('taken.mailId', 'desc')
    .limit(1)
    .executeTakeFirst()
}

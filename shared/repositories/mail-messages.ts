import type { Insertable } from 'kysely'
import type { MailMessageTable } from '../db/mail-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'recipient',
  'subject',
  'body',
  'sealed',
  'state',
  'attempts',
  'nextAttemptAt',
  'lastError',
  'createdAt',
  'sentAt',
  'replyTo',
  'kept',
] as const satisfies readonly (keyof MailMessageTable)[]

export type MailRow = Pick<MailMessageTable, (typeof columns)[number]>

export async function insertMail(tx: Tx, row: Insertable<MailMessageTable>): Promise<void> {
  await tx.insertInto('mailMessage').values(row).execute()
}

export async function findMail(db: Db, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mailMessage').select(columns).where('id', '=', id).executeTakeFirst()
}

export interface MailFilter extends PageRequest {
  state?: MailRow['state'] | undefined
}

/** Newest first. */
export async function findMails(db: Db, filter: MailFilter): Promise<Page<MailRow>> {
  const order = { name: 'mails', column: 'id', direction: 'desc' } as const
  let query = db.selectFrom('mailMessage').select(columns)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  const rows = await keysetPage(query, filter, order, 'string').execute()
  return toPage(rows, filter.limit, order.name, (row) => row.id)
}

/** The ids of the mails that are due, those that wait longest first. */
export async function findDueMailIds(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('mailMessage')
    .select('id')
    .where('state', '=', 'queued')
    .where('nextAttemptAt', '<=', now)
    .orderBy('nextAttemptAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Takes a due mail for one attempt, which is over at `leaseUntil`: until then nobody else can take
 * it. Undefined when somebody was faster.
 */
export async function claimMail(
  tx: Tx,
  { id, now, leaseUntil }: { id: string; now: string; leaseUntil: string },
): Promise<MailRow | undefined> {
  return tx
    .updateTable('mailMessage')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), nextAttemptAt: leaseUntil }))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('nextAttemptAt', '<=', now)
    .returning(columns)
    .executeTakeFirst()
}

type Outcome = Partial<
  Pick<MailMessageTable, 'state' | 'body' | 'nextAttemptAt' | 'lastError' | 'sentAt' | 'kept'>
>

/** Notes how a claimed attempt ended, and says so, unless a later attempt has begun meanwhile. */
export async function settleMail(
  tx: Tx,
  { id, attempts }: { id: string; attempts: number },
  outcome: Outcome,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mailMessage')
    .set(outcome)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('attempts', '=', attempts)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Queues a failed mail anew; undefined when it has not failed. */
export async function requeueMail(tx: Tx, id: string, now: string): Promise<MailRow | undefined> {
  return tx
    .updateTable('mailMessage')
    .set({ state: 'queued', attempts: 0, nextAttemptAt: now })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning(columns)
    .executeTakeFirst()
}

import { sql, type Insertable, type Updateable } from 'kysely'
import type { WebhookTable } from '../db/event-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

/** The secrets stay inside: only who calls needs them. */
const columns = [
  'id',
  'url',
  'description',
  'types',
  'active',
  'position',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof WebhookTable)[]

export type WebhookRow = Pick<WebhookTable, (typeof columns)[number]>

export async function insertWebhook(tx: Tx, row: Insertable<WebhookTable>): Promise<WebhookRow> {
  return tx.insertInto('webhook').values(row).returning(columns).executeTakeFirstOrThrow()
}

export async function findWebhook(db: Db, id: string): Promise<WebhookRow | undefined> {
  return db.selectFrom('webhook').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function countWebhooks(db: Db): Promise<number> {
  const count = sql<number>`cast(count(*) as integer)`.as('count')
  return (await db.selectFrom('webhook').select(count).executeTakeFirstOrThrow()).count
}

/** Oldest first. */
export async function findWebhooks(db: Db, request: PageRequest): Promise<Page<WebhookRow>> {
  const order = { name: 'webhooks', column: 'id', direction: 'asc' } as const
  const query = db.selectFrom('webhook').select(columns)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}

/** Those that events are delivered to. */
export async function findActiveWebhooks(db: Db): Promise<WebhookRow[]> {
  return db.selectFrom('webhook').select(columns).where('active', '=', 1).orderBy('id').execute()
}

/** What a call needs: where to, and the sealed secrets. */
export async function findWebhookTarget(db: Db, id: string) {
  return db
    .selectFrom('webhook')
    .select(['url', 'sealedSecret', 'sealedOldSecret', 'oldSecretUntil'])
    .where('id', '=', id)
    .where('active', '=', 1)
    .executeTakeFirst()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateWebhookRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<WebhookTable>,
): Promise<WebhookRow | undefined> {
  return tx
    .updateTable('webhook')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}

/** Makes the present secret the old one; undefined when there is no such webhook. */
export async function rotateWebhookSecret(
  tx: Tx,
  id: string,
  {
    sealedSecret,
    oldSecretUntil,
    at,
  }: { sealedSecret: string; oldSecretUntil: string; at: string },
): Promise<WebhookRow | undefined> {
  return tx
    .updateTable('webhook')
    .set((eb) => ({
      sealedOldSecret: eb.ref('sealedSecret'),
      oldSecretUntil,
      sealedSecret,
      version: eb('version', '+', 1),
      updatedAt: at,
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
}

/** Notes up to where deliveries were made; false when somebody else did so, or turned it off. */
export async function moveWebhook(
  tx: Tx,
  { id, position }: { id: string; position: number },
  to: number,
): Promise<boolean> {
  const row = await tx
    .updateTable('webhook')
    .set({ position: to })
    .where('id', '=', id)
    .where('position', '=', position)
    .where('active', '=', 1)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Removes a webhook with its deliveries; false when there is none. */
export async function deleteWebhookRow(tx: Tx, id: string): Promise<boolean> {
  await tx.deleteFrom('webhookDelivery').where('webhookId', '=', id).execute()
  const { numDeletedRows } = await tx.deleteFrom('webhook').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

import { batchInsert } from '../db/batch-insert.ts'
import type { WebhookDeliveryTable } from '../db/event-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import { idBounds } from '../ids.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'webhookId',
  'eventId',
  'state',
  'attempts',
  'nextAttemptAt',
  'lastStatus',
  'lastError',
  'createdAt',
  'deliveredAt',
] as const satisfies readonly (keyof WebhookDeliveryTable)[]

const qualified = columns.map((name) => `webhookDelivery.${name}` as const)

/** A delivery with the type of its event, null once the event was removed. */
export type DeliveryRow = WebhookDeliveryTable & { type: string | null }
export type ClaimedDelivery = Pick<WebhookDeliveryTable, 'id' | 'eventId' | 'attempts'>

export const insertDeliveries = batchInsert('webhookDelivery', columns)

function deliveries(db: Db, webhookId: string) {
  return db
    .selectFrom('webhookDelivery')
    .leftJoin('event', 'event.id', 'webhookDelivery.eventId')
    .select([...qualified, 'event.type'])
    .where('webhookDelivery.webhookId', '=', webhookId)
}

export interface DeliveryFilter extends PageRequest {
  state?: WebhookDeliveryTable['state'] | undefined
}

/** The deliveries of a webhook, newest first. */
export async function findDeliveries(
  db: Db,
  webhookId: string,
  filter: DeliveryFilter,
): Promise<Page<DeliveryRow>> {
  const order = {
    name: 'deliveries',
    column: 'webhookDelivery.id',
    direction: 'desc',
  } as const
  let query = deliveries(db, webhookId)
  if (filter.state !== undefined) query = query.where('webhookDelivery.state', '=', filter.state)
  const rows = await keysetPage(query, filter, order, 'string').execute()
  return toPage(rows, filter.limit, order.name, (row) => row.id)
}

export async function findDelivery(
  db: Db,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  return deliveries(db, webhookId).where('webhookDelivery.id', '=', id).executeTakeFirst()
}

/** The active webhooks for which something is due. */
export async function findDueWebhookIds(db: Db, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook')
    .select('id')
    .where('active', '=', 1)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('webhookDelivery')
          .select('webhookDelivery.id')
          .whereRef('webhookDelivery.webhookId', '=', 'webhook.id')
          .where('webhookDelivery.state', '=', 'queued')
          .where('webhookDelivery.nextAttemptAt', '<=', now),
      ),
    )
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Takes due deliveries of a webhook, those that wait longest first, for one attempt each, which is over at
 * `leaseUntil`: until then nobody else can take them.
 */
export async function claimDeliveries(
  tx: Tx,
  webhookId: string,
  { now, leaseUntil, limit }: { now: string; leaseUntil: string; limit: number },
): Promise<ClaimedDelivery[]> {
  return tx
    .updateTable('webhookDelivery')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), nextAttemptAt: leaseUntil }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('webhookDelivery as due')
        .select('due.id')
        .where('due.webhookId', '=', webhookId)
        .where('due.state', '=', 'queued')
        .where('due.nextAttemptAt', '<=', now)
        .orderBy('due.nextAttemptAt')
        .orderBy('due.id')
        .limit(limit),
    )
    .where('state', '=', 'queued')
    .where('nextAttemptAt', '<=', now)
    .returning(['id', 'eventId', 'attempts'])
    .execute()
}

type Outcome = Partial<
  Pick<
    WebhookDeliveryTable,
    'state' | 'attempts' | 'nextAttemptAt' | 'lastStatus' | 'lastError' | 'deliveredAt'
  >
>

/** Notes how a claimed attempt ended, unless a later one has begun meanwhile. */
export async function settleDelivery(
  tx: Tx,
  { id, attempts }: { id: string; attempts: number },
  outcome: Outcome,
): Promise<void> {
  await tx
    .updateTable('webhookDelivery')
    .set(outcome)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('attempts', '=', attempts)
    .execute()
}

/** Queues a delivery anew, whatever came of it; false when it waits or is on its way already. */
export async function requeueDelivery(tx: Tx, id: string, now: string): Promise<boolean> {
  const row = await tx
    .updateTable('webhookDelivery')
    .set({ state: 'queued', attempts: 0, nextAttemptAt: now, deliveredAt: null })
    .where('id', '=', id)
    .where('state', '!=', 'queued')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Removes at most `limit` settled deliveries from before the instant, in ms; gives how many. */
export async function deleteOldDeliveries(tx: Tx, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('webhookDelivery')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('webhookDelivery as old')
        .select('old.id')
        .where('old.id', '<', idBounds('delivery', before).lowest)
        .where('old.state', '!=', 'queued')
        .limit(limit),
    )
    .where('state', '!=', 'queued')
    .executeTakeFirst()
  return Number(numDeletedRows)
}

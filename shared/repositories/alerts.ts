import { sql, type Updateable } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import { prepared } from '../db/prepared.ts'
import type { AlertTable } from '../db/monitor-tables.ts'
import type { Db, Tx } from '../db/types.ts'
import type { AlertKind, AlertState } from '../domain/monitor/alerts.ts'
import type { ProductRange } from './demand.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'productId',
  'locationId',
  'kind',
  'state',
  'severity',
  'details',
  'openedAt',
  'updatedAt',
  'acknowledgedById',
  'acknowledgedByName',
  'snoozedUntil',
  'resolvedAt',
  'mailedAt',
  'mailedSeverity',
  'version',
] as const satisfies readonly (keyof AlertTable)[]

const columnsOf = columns.map((column) => `alert.${column}` as const)

export type AlertRow = Pick<AlertTable, (typeof columns)[number]>

/** An alert with what a reader needs to know of its product. */
export interface ListedAlertRow extends AlertRow {
  sku: string
  name: string
  unit: string
}

/** Stands for all locations. */
export const EVERYWHERE = ''

function listed(db: Db) {
  return db
    .selectFrom('alert')
    .innerJoin('product', 'product.id', 'alert.productId')
    .select([...columnsOf, 'product.sku', 'product.name', 'product.unit'])
}

export async function findAlert(db: Db, id: string): Promise<ListedAlertRow | undefined> {
  return listed(db).where('alert.id', '=', id).executeTakeFirst()
}

export interface AlertFilter extends PageRequest {
  state?: AlertState | undefined
  kind?: AlertKind | undefined
  productId?: string | undefined
  sort: keyof typeof orders
}

const orders = {
  '-openedAt': { name: 'alert', column: 'alert.id', direction: 'desc' },
  '-severity': { name: 'alert -severity', column: 'alert.severity', direction: 'desc' },
} as const satisfies Record<string, Order<`alert.${keyof AlertRow}`>>

export async function findAlerts(db: Db, filter: AlertFilter): Promise<Page<ListedAlertRow>> {
  const rows = await alertsQuery(db, filter).execute()
  const isBySeverity = filter.sort === '-severity'
  const key = (row: ListedAlertRow) => (isBySeverity ? row.severity : row.id)
  return toPage(rows, filter.limit, orders[filter.sort].name, key)
}

export function alertsQuery(db: Db, filter: AlertFilter) {
  let query = listed(db)
  if (filter.state !== undefined) query = query.where('alert.state', '=', filter.state)
  if (filter.kind !== undefined) query = query.where('alert.kind', '=', filter.kind)
  if (filter.productId !== undefined) {
    query = query.where('alert.productId', '=', filter.productId)
  }
  const valueType = filter.sort === '-severity' ? 'number' : 'string'
  return keysetPage(query, filter, orders[filter.sort], valueType)
}

/** How many alerts there are of each state and severity. */
export async function countAlerts(
  db: Db,
): Promise<(Pick<AlertRow, 'state' | 'severity'> & { count: number })[]> {
  const rows = await db
    .selectFrom('alert')
    .select(({ fn }) => ['state', 'severity', fn.countAll<number | string>().as('count')])
    .groupBy(['state', 'severity'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateAlertRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<AlertTable>,
): Promise<AlertRow | undefined> {
  return tx
    .updateTable('alert')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('resolvedAt', 'is', null)
    .returning(columnsOf)
    .executeTakeFirst()
}

/** The alerts of a range of products, over all locations, that are not resolved. */
export async function findUnresolved(db: Db, { after, upTo }: ProductRange): Promise<AlertRow[]> {
  return db
    .selectFrom('alert')
    .select(columnsOf)
    .where('resolvedAt', 'is', null)
    .where('locationId', '=', EVERYWHERE)
    .where('productId', '>', after)
    .$if(upTo !== null, (query) => query.where('productId', '<=', upTo))
    .execute()
}

/** Opens alerts; where one of the kind is open already, that one stays. Gives how many it opened. */
export const insertAlerts = batchInsert('alert', columns, (insert) =>
  insert.onConflict((conflict) => conflict.doNothing()),
)

/** When an alert was mailed that is resolved by now. */
export interface PastMail {
  productId: string
  locationId: string
  kind: AlertKind
  mailedAt: string
}

/** The last mail since an instant about alerts of these products that are resolved by now. */
export async function findPastMails(
  db: Db,
  productIds: readonly string[],
  since: string,
): Promise<PastMail[]> {
  if (productIds.length === 0) return []
  return db
    .selectFrom('alert')
    .select(['productId', 'locationId', 'kind', sql<string>`max(mailed_at)`.as('mailedAt')])
    .where('productId', 'in', productIds)
    .where('resolvedAt', 'is not', null)
    .where('mailedAt', '>', since)
    .groupBy(['productId', 'locationId', 'kind'])
    .execute()
}

/** Writes what the monitor saw of an alert; the state is people's own business. */
export async function updateEvidence(
  tx: Tx,
  id: string,
  { severity, details, updatedAt }: { severity: number; details: string; updatedAt: string },
): Promise<void> {
  await storeEvidence(tx, severity, details, updatedAt, id)
}

const storeEvidence = prepared<
  [severity: number, details: string, updatedAt: string, id: string],
  { id: string }
>(
  (db, severity, details, updatedAt, id) =>
    db
      .updateTable('alert')
      .set({
        severity: sql<number>`${severity}`,
        details,
        updatedAt,
        // Fresh figures alone are no reason to refuse somebody who read the alert a minute ago.
        version: sql<number>`version + case when severity = ${severity} then 0 else 1 end`,
      })
      .where('id', '=', id)
      .where('resolvedAt', 'is', null)
      .returning('alert.id'),
  4,
)

/** Resolves alerts whose condition is gone. */
export async function resolveAlerts(tx: Tx, ids: readonly string[], at: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('alert')
    .set((eb) => ({
      state: 'resolved',
      resolvedAt: at,
      updatedAt: at,
      snoozedUntil: null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', ids)
    .where('resolvedAt', 'is', null)
    .execute()
}

/** Opens alerts again whose sleep is over; they are mailed anew. Gives their ids. */
export async function wakeAlerts(tx: Tx, now: string): Promise<string[]> {
  const rows = await tx
    .updateTable('alert')
    .set((eb) => ({
      state: 'open',
      snoozedUntil: null,
      mailedSeverity: null,
      updatedAt: now,
      version: eb('version', '+', 1),
    }))
    .where('state', '=', 'snoozed')
    .where('snoozedUntil', '<=', now)
    .returning('alert.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** An alert that goes into a mail. */
export type MailedAlertRow = Pick<AlertRow, 'id' | 'severity'>

/**
 * Marks the alerts of a range of products that are due for a mail as mailed, and gives them; see
 * `isMailDue`, whose rule this is.
 *
 * @param mailedBefore the last mail must not be younger
 */
export async function claimMailDue(
  tx: Tx,
  { after, upTo }: ProductRange,
  { now, mailedBefore }: { now: string; mailedBefore: string },
): Promise<MailedAlertRow[]> {
  return tx
    .updateTable('alert')
    .set((eb) => ({ mailedAt: now, mailedSeverity: eb.ref('severity') }))
    .where('productId', '>', after)
    .$if(upTo !== null, (query) => query.where('productId', '<=', upTo))
    .where('state', 'in', ['open', 'acknowledged'])
    .where(({ eb, or, ref }) =>
      or([eb('mailedSeverity', 'is', null), eb('mailedSeverity', '<', ref('severity'))]),
    )
    .where(({ eb, or }) => or([eb('mailedAt', 'is', null), eb('mailedAt', '<=', mailedBefore)]))
    .returning(['alert.id', 'alert.severity'])
    .execute()
}

/** Alerts by their ids, in no particular order. */
export async function findAlertsById(db: Db, ids: readonly string[]): Promise<ListedAlertRow[]> {
  return listed(db).where('alert.id', 'in', ids).execute()
}

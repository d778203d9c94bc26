import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { AlertTable } from '#shared/db/monitor-tables.ts'
import type { Db } from '#shared/db/types.ts'
import { alertStates, isMailDue, mailedBefore } from '#shared/domain/monitor/alerts.ts'
import { newId } from '#shared/ids.ts'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import { alertsQuery, claimMailDue, findUnresolved } from './alerts.ts'
import { forecastsQuery } from './forecasts.ts'

const now = new Date('2026-03-02T10:00:00.000Z')
const at = now.toISOString()
const everything = { after: '', upTo: null }

async function insertProduct(db: Db): Promise<string> {
  const id = newId('product')
  await db
    .insertInto('product')
    .values({
      id,
      sku: id,
      skuKey: id,
      name: id,
      nameKey: id,
      unit: 'pcs',
      wholeUnits: 1,
      price: 0,
      cost: 0,
      currency: 'EUR',
      reorderPoint: 0,
      reorderQuantity: 0,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  return id
}

/** An alert in every state, mailed at every time that matters, at every severity. */
function everyAlert(productIds: readonly string[]): AlertTable[] {
  const mailTimes = [null, '2026-03-01T09:59:59.999Z', '2026-03-01T10:00:00.000Z']
  const tooSoon = ['2026-03-01T10:00:00.001Z', at]
  const rows = alertStates.flatMap((state) =>
    [...mailTimes, ...tooSoon].flatMap((mailedAt) =>
      [1, 2, 3].flatMap((severity) =>
        [null, 1, 2, 3].map((mailedSeverity) => ({ state, mailedAt, severity, mailedSeverity })),
      ),
    ),
  )
  return rows.map((row, n) => ({
    id: newId('alert'),
    productId: productIds[n % productIds.length] ?? '',
    // One place each, because a product has one open alert of a kind at a place.
    locationId: `loc_${n}`,
    kind: 'low_stock',
    details: '{}',
    openedAt: at,
    updatedAt: at,
    acknowledgedById: null,
    acknowledgedByName: null,
    snoozedUntil: null,
    resolvedAt: row.state === 'resolved' ? at : null,
    version: 1,
    ...row,
  }))
}

describe.each(databases)('alerts on %s', (kind) => {
  it('are claimed for a mail as the rule says, each once', async () => {
    const database = await freshDatabase(kind)
    try {
      const products = [await insertProduct(database.writer), await insertProduct(database.writer)]
      const alerts = everyAlert(products)
      await database.writer.insertInto('alert').values(alerts).execute()
      const rule = { now: at, mailedBefore: mailedBefore(now).toISOString() }
      const claim = (range = everything) =>
        database.writer.transaction().execute((tx) => claimMailDue(tx, range, rule))

      const claimed = await claim()

      const due = alerts.filter((alert) => isMailDue(alert, now))
      expect(due.length).toBeGreaterThan(20)
      expect(due.length).toBeLessThan(alerts.length / 2)
      expect(claimed.map(({ id }) => id).toSorted()).toEqual(due.map(({ id }) => id))
      expect(await claim()).toEqual([])
      const stored = await database.db
        .selectFrom('alert')
        .select(['id', 'mailedAt', 'mailedSeverity', 'severity'])
        .execute()
      for (const { id } of claimed) {
        const row = stored.find((alert) => alert.id === id)
        expect(row).toMatchObject({ mailedAt: at, mailedSeverity: row?.severity })
      }
    } finally {
      await database.close()
    }
  })

  it('are claimed in portions of products', async () => {
    const database = await freshDatabase(kind)
    try {
      const ids = []
      for (let n = 0; n < 3; n++) ids.push(await insertProduct(database.writer))
      const [first = '', second = '', third = ''] = ids
      const alerts = everyAlert(ids)
      await database.writer.insertInto('alert').values(alerts).execute()
      const rule = { now: at, mailedBefore: mailedBefore(now).toISOString() }
      const claimed = await database.writer
        .transaction()
        .execute((tx) => claimMailDue(tx, { after: first, upTo: second }, rule))
      const due = alerts.filter((alert) => isMailDue(alert, now) && alert.productId === second)
      expect(claimed.map(({ id }) => id).toSorted()).toEqual(due.map(({ id }) => id))
      const others = await findUnresolved(database.db, { after: second, upTo: third })
      // Alerts of single places are nobody's business yet.
      expect(others).toEqual([])
    } finally {
      await database.close()
    }
  })
})

describe('the lists of the monitor on SQLite', () => {
  it('are read along an index, and sort nothing', async () => {
    const database = await freshDatabase('sqlite')
    try {
      const page = { limit: 25 }
      const newest = { ...page, sort: '-openedAt' } as const
      const worst = { ...page, sort: '-severity' } as const
      const plans = []
      for (const query of [
        alertsQuery(database.db, newest),
        alertsQuery(database.db, { ...newest, state: 'open' }),
        alertsQuery(database.db, { ...newest, kind: 'stockout' }),
        alertsQuery(database.db, { ...newest, productId: 'prd_1' }),
        alertsQuery(database.db, worst),
        alertsQuery(database.db, { ...worst, state: 'open' }),
        forecastsQuery(database.db, page),
        forecastsQuery(database.db, { ...page, withinDays: 7 }),
        forecastsQuery(database.db, { ...page, supplierId: 'sup_1', withinDays: 7 }),
        forecastsQuery(database.db, { ...page, productId: 'prd_1' }),
      ]) {
        const { sql: text, parameters } = query.compile()
        const raw = {
          ...sql`x`.compile(database.db),
          sql: `explain query plan ${text}`,
          parameters,
        }
        const { rows } = await database.db.executeQuery<{ detail: string }>(raw)
        const steps = rows.map(({ detail }) => detail)
        plans.push(/(?:alert|product_forecast) USING INDEX (\w+)/.exec(steps.join('\n'))?.[1])
        expect(steps.join('\n')).not.toContain('TEMP B-TREE')
      }
      expect(plans).toEqual([
        'sqlite_autoindex_alert_1',
        'alert_state',
        'alert_kind',
        'alert_product',
        'alert_severity',
        'alert_state_severity',
        'product_forecast_days',
        'product_forecast_days',
        'product_forecast_supplier',
        'sqlite_autoindex_product_forecast_1',
      ])
    } finally {
      await database.close()
    }
  })
})

import type { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from '#shared/testing/databases.ts'
import { type MovementFilter, movementLead, movementsQuery } from './stock-movements.ts'
import { type ReservationFilter, reservationsQuery } from './stock-reservations.ts'

const [productId, locationId, orderId] = ['prd_1', 'loc_1', 'ord_1']

async function planOf(compile: (t: Fresh['db']) => Promise<CompiledQuery>): Promise<string[]> {
  const database = await freshDatabase('sqlite')
  try {
    const query = await compile(database.db)
    const plan = { ...query, sql: `explain query plan ${query.sql}` }
    const { rows } = await database.db.executeQuery<{ detail: string }>(plan)
    return rows.map(({ detail }) => detail)
  } finally {
    await database.close()
  }
}

type Fresh = Awaited<ReturnType<typeof freshDatabase>>

describe('on SQLite, movements are read in their order from the index', () => {
  it.each<[string, Partial<MovementFilter>]>([
    ['stock_movement_product', { productId }],
    ['stock_movement_product', { productId, locationId }],
    ['stock_movement_product', { productId, kind: 'sale' }],
    ['stock_movement_product', { productId, locationId, kind: 'sale' }],
    ['stock_movement_order', { orderId, productId, locationId, kind: 'receipt' }],
    ['stock_movement_location', { locationId }],
    ['stock_movement_kind', { kind: 'count' }],
  ])('%s by %j', async (index, some) => {
    const filter = { limit: 25, ...some }

    const steps = await planOf(async (db) =>
      movementsQuery(db, filter, await movementLead(db, filter)).compile(),
    )

    expect(steps).toEqual([expect.stringContaining(`stock_movement USING INDEX ${index} `)])
  })
})

describe('on SQLite, reservations are read in their order from the index', () => {
  it.each<[string, Partial<ReservationFilter>]>([
    ['stock_reservation_product', { productId }],
    ['stock_reservation_product', { productId, state: 'open', locationId }],
    ['stock_reservation_state', { state: 'open', locationId }],
  ])('%s by %j', async (index, some) => {
    const steps = await planOf((db) =>
      Promise.resolve(reservationsQuery(db, { limit: 25, ...some }).compile()),
    )

    expect(steps.join('\n')).toContain(`stock_reservation USING INDEX ${index} `)
    expect(steps.join('\n')).not.toContain('TEMP B-TREE')
  })
})

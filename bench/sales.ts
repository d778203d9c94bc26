import { sql } from 'kysely'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { storedChange } from '#shared/domain/stock-value.ts'
import { newId, newIdAt } from '#shared/ids.ts'
import { insertMovements, type MovementRow } from '#shared/repositories/stock-movements.ts'
import { drive, type LoadResult, post } from './load.ts'
import { randomSource } from './seed.ts'

const DAY_MS = 86_400_000
const DAYS = 90
const RECEIVED = 1_000_000_000
const BATCH = 5_000

/**
 * A past for every product: one receipt and then sales of one unit, spread over 90 days, until
 * there are so many movements altogether.
 */
export async function seedMovements(
  database: OpenDatabase,
  ids: readonly string[],
  count: number,
): Promise<void> {
  const each = Math.floor(count / ids.length)
  const random = randomSource(11)
  const now = Date.now()
  let rows: MovementRow[] = []
  const flush = async () => {
    const some = rows
    rows = []
    await database.writer.transaction().execute((tx) => insertMovements(tx, some))
  }
  for (const id of ids) {
    let at = now - DAYS * DAY_MS
    for (let n = 0; n < each; n++) {
      rows.push(movement(id, at, n))
      at += random() * 2 * ((DAYS * DAY_MS) / each)
    }
    if (rows.length >= BATCH) await flush()
  }
  await flush()
  const onHand = RECEIVED - (each - 1) * 1_000
  await database.writer.transaction().execute(async (tx) => {
    await sql`delete from stock_level`.execute(tx)
    await sql`insert into stock_level (product_id, location_id, on_hand, reserved, sequence)
      select id, ${MAIN_LOCATION_ID}, cast(${onHand} as bigint), 0, cast(${each} as integer) from product`.execute(
      tx,
    )
    await sql`update product set on_hand = cast(${onHand} as bigint), average_cost = 20000`.execute(
      tx,
    )
  })
  if (database.kind === 'postgres') await sql`vacuum analyze`.execute(database.db)
}

function movement(productId: string, atMs: number, n: number): MovementRow {
  const quantity = n === 0 ? RECEIVED : -1_000
  const balance = RECEIVED - n * 1_000
  return {
    id: newIdAt('movement', Math.floor(atMs)),
    at: new Date(atMs).toISOString(),
    productId,
    locationId: MAIN_LOCATION_ID,
    kind: n === 0 ? 'receipt' : 'sale',
    quantity,
    balanceAfter: balance,
    totalAfter: balance,
    sequence: n + 1,
    unitCost: 20_000,
    unitPrice: n === 0 ? null : 50_000,
    priceCurrency: n === 0 ? null : 'EUR',
    ...storedChange(BigInt(quantity) * 20_000n),
    reason: null,
    reference: null,
    batchId: newId('batch'),
    orderId: null,
    orderLineId: null,
    countId: null,
    reversesId: null,
    returnsId: null,
    actorId: null,
    actorName: 'bench',
  }
}

/** Sales of one unit each, of one product after the other. */
export function sell(
  port: number,
  ids: readonly string[],
  { connections, seconds }: { connections: number; seconds: number },
  headers: Record<string, string> = {},
): Promise<LoadResult> {
  let next = 0
  const request = () => {
    next = (next + 7919) % ids.length
    return post('/api/inventory/sale', { productId: ids[next], quantity: 1 }, headers)
  }
  return drive({ port, connections, seconds, request })
}

/** How long one bulk sale of 1,000 lines takes, in ms; the slowest of a few but the first. */
export async function bulkSaleMs(
  port: number,
  ids: readonly string[],
  authorization: string,
): Promise<number> {
  let slowest = 0
  for (let n = 0; n < 6; n++) {
    const lines = ids
      .slice(n * 1_000, (n + 1) * 1_000)
      .map((productId) => ({ productId, quantity: 1 }))
    const start = performance.now()
    const res = await fetch(`http://127.0.0.1:${port}/api/inventory/bulk-sale`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ lines }),
    })
    const body = await res.text()
    if (res.status !== 201) throw new Error(`a bulk sale answered ${res.status}: ${body}`)
    if (n > 0) slowest = Math.max(slowest, performance.now() - start)
  }
  return slowest
}

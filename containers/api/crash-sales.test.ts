import { describe, expect, it } from 'vitest'
import { openMigrated } from '#containers/api/database.ts'
import type { DatabaseKind } from '#shared/db/open-database.ts'
import { databases } from '#shared/testing/databases.ts'
import { Caller, runningShop, stocked } from '#shared/testing/running-shop.ts'
import { type ServerProcess, startProcess, until } from '#shared/testing/server-process.ts'

const KILLS = 20
const WORKERS = 8
const PRODUCTS = 5
const ON_HAND = 100_000

/** What the clients know: each sale by its key, with the movement that was acknowledged. */
interface Sales {
  acknowledged: Map<string, string>
  unanswered: Map<string, string>
}

const sale = (caller: Caller, productId: string, key: string) =>
  caller.send(
    'POST',
    '/inventory/sale',
    { productId, quantity: 1, reference: key },
    { 'idempotency-key': key },
  )

/** Sells until the connection breaks off; remembers what was answered and what was not. */
async function sellUntilKilled(
  caller: Caller,
  products: readonly string[],
  name: string,
  sales: Sales,
): Promise<void> {
  for (let n = 0; ; n++) {
    const key = `${name}-${n}`
    const productId = products[n % products.length] ?? ''
    sales.unanswered.set(key, productId)
    try {
      const res = await sale(caller, productId, key)
      const { movement } = (await res.json()) as { movement: { id: string } }
      expect(res.status).toBe(201)
      sales.acknowledged.set(key, movement.id)
      sales.unanswered.delete(key)
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}

async function killWhileSelling(
  server: ServerProcess,
  caller: Caller,
  products: readonly string[],
  round: number,
  sales: Sales,
): Promise<void> {
  const before = sales.acknowledged.size
  const selling = Promise.all(
    Array.from({ length: WORKERS }, (_, worker) =>
      sellUntilKilled(caller, products, `r${round}-w${worker}`, sales),
    ),
  )
  const some = Math.floor(Math.random() * 60)
  await until('some sales are made', () => sales.acknowledged.size > before + some)
  server.signal('SIGKILL')
  await selling
  expect(await server.ended).toBeNull()
}

async function survive(kind: DatabaseKind): Promise<void> {
  const shop = await runningShop(kind)
  const { place } = shop
  const { token } = shop.caller
  const products: string[] = []
  for (let n = 0; n < PRODUCTS; n++) products.push(await stocked(shop.caller, `P${n}`, ON_HAND))
  const sales: Sales = { acknowledged: new Map(), unanswered: new Map() }

  let server = shop.server
  for (let round = 0; round < KILLS; round++) {
    await killWhileSelling(server, new Caller(server, token), products, round, sales)
    server = await startProcess(place.env)
  }

  const caller = new Caller(server, token)
  expect(await caller.get('GET', '/inventory/verify')).toMatchObject({ ok: true, problems: [] })
  expect(await caller.get('GET', '/audit/verify')).toMatchObject({ ok: true, firstBroken: null })
  // The clients repeat what they had no answer to: done before or not, it is done once now.
  for (const [key, productId] of sales.unanswered) {
    const res = await sale(caller, productId, key)
    expect(res.status).toBe(201)
    sales.acknowledged.set(key, ((await res.json()) as { movement: { id: string } }).movement.id)
  }
  const database = await openMigrated(place.url)
  const stored = await database.db
    .selectFrom('stockMovement')
    .select(['id', 'reference'])
    .where('kind', '=', 'sale')
    .execute()
  const audited = await database.db
    .selectFrom('auditEntry')
    .select('newValues')
    .where('action', '=', 'SALE')
    .execute()
  const left = await database.db.selectFrom('product').select('onHand').execute()
  await database.close()

  const byKey = [...sales.acknowledged].toSorted()
  expect(stored.map(({ id, reference }) => [reference, id]).toSorted()).toEqual(byKey)
  expect(audited.map(({ newValues }) => JSON.parse(newValues ?? '').movementId).toSorted()).toEqual(
    byKey.map(([, id]) => id).toSorted(),
  )
  const sum = left.reduce((all, { onHand }) => all + onHand, 0)
  expect(sum).toBe((PRODUCTS * ON_HAND - byKey.length) * 1_000)
  expect(await caller.get('GET', '/inventory/verify')).toMatchObject({ ok: true, problems: [] })
  expect(byKey.length).toBeGreaterThan(KILLS)

  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
  await place[Symbol.asyncDispose]()
}

describe('a server that is killed again and again', () => {
  // Both at once, because most of the time is spent waiting for servers to start.
  it(`keeps each acknowledged sale once and nothing by halves, ${KILLS} kills long, on SQLite and on PostgreSQL`, async () => {
    await Promise.all(databases.map(survive))
  }, 180_000)
})

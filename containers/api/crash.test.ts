import { describe, expect, it } from 'vitest'
import { openMigrated } from '#containers/api/database.ts'
import { databases } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { Caller, ownPlace } from '#shared/testing/running-shop.ts'
import { startProcess, until } from '#shared/testing/server-process.ts'

const ENOUGH = 100

/** Makes products one after the other until the server is gone; notes each that was acknowledged. */
async function makeProducts(
  caller: Caller,
  worker: number,
  acknowledged: Map<string, string>,
): Promise<void> {
  for (let n = 0; ; n++) {
    const sku = `W${worker}-${n}`
    const body = { sku, name: `Product ${n} of ${worker}`, price: '12.5' }
    try {
      const res = await caller.send('POST', '/products', body)
      const { id } = (await res.json()) as { id: string }
      expect(res.status).toBe(201)
      acknowledged.set(id, sku)
    } catch (error) {
      // The connection breaks off when the server is killed, and only then.
      if (error instanceof TypeError) return
      throw error
    }
  }
}

describe.each(databases)('a server on %s that is killed while it writes', (kind) => {
  it('has lost nothing that it acknowledged, and left nothing half done', async () => {
    await using place = await ownPlace(kind)
    const acknowledged = new Map<string, string>()
    let token: string
    {
      await using server = await startProcess(place.env)
      const caller = new Caller(server)
      token = (await caller.get<{ accessToken: string }>('POST', '/auth/setup', mara)).accessToken
      caller.token = token
      const working = Promise.all(
        Array.from({ length: 8 }, (_, worker) => makeProducts(caller, worker, acknowledged)),
      )
      await until('enough products are made', () => acknowledged.size >= ENOUGH)
      server.signal('SIGKILL')
      await working
      expect(await server.ended).toBeNull()
    }

    await using server = await startProcess(place.env)

    const caller = new Caller(server, token)
    for (const [id, sku] of acknowledged) {
      expect(await caller.get('GET', `/products/${id}`)).toMatchObject({
        id,
        sku,
        price: '12.5',
        version: 1,
      })
      expect(await caller.get('GET', `/products?sku=${sku}`)).toMatchObject({ items: [{ id }] })
      expect(await caller.get('GET', `/audit?entityId=${id}`)).toMatchObject({
        items: [{ action: 'CREATE', entity: 'product', newValues: { sku } }],
      })
    }
    expect(await caller.get('GET', '/audit/verify')).toMatchObject({ ok: true, firstBroken: null })

    const database = await openMigrated(place.url)
    const products = await database.db.selectFrom('product').select('id').execute()
    const made = await database.db
      .selectFrom('auditEntry')
      .select('entityId')
      .where('entity', '=', 'product')
      .execute()
    const priced = await database.db.selectFrom('priceChange').select('productId').execute()
    const ids = products.map(({ id }) => id).toSorted()
    expect(made.map(({ entityId }) => entityId).toSorted()).toEqual(ids)
    expect(priced.map(({ productId }) => productId).toSorted()).toEqual(ids)
    expect(ids.length).toBeGreaterThanOrEqual(acknowledged.size)
    await database.close()
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
  }, 90_000)
})

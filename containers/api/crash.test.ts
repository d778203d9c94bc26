import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMigrated } from '#containers/api/database.ts'
import { databases, freshPostgresUrl } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { type ServerProcess, startProcess, until } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const ENOUGH = 100

function post(server: ServerProcess, path: string, body: object, token?: string) {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  return fetch(`${server.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Makes products one after the other until the server is gone; notes each that was acknowledged. */
async function makeProducts(
  server: ServerProcess,
  token: string,
  worker: number,
  acknowledged: Map<string, string>,
): Promise<void> {
  for (let n = 0; ; n++) {
    const sku = `W${worker}-${n}`
    const body = { sku, name: `Product ${n} of ${worker}`, price: '12.5' }
    try {
      const res = await post(server, '/products', body, token)
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
    await using folder = await temporaryFolder()
    const { url, drop } =
      kind === 'postgres'
        ? await freshPostgresUrl('template0')
        : { url: `sqlite:${join(folder.path, 'stockroom.db')}`, drop: () => Promise.resolve() }
    const env = { DATA_DIR: folder.path, DATABASE_URL: url }
    const acknowledged = new Map<string, string>()
    let token: string
    {
      await using server = await startProcess(env)
      token = (await (await post(server, '/auth/setup', mara)).json()).accessToken
      const working = Promise.all(
        Array.from({ length: 8 }, (_, worker) => makeProducts(server, token, worker, acknowledged)),
      )
      await until('enough products are made', () => acknowledged.size >= ENOUGH)
      server.signal('SIGKILL')
      await working
      expect(await server.ended).toBeNull()
    }

    await using server = await startProcess(env)

    const get = async (path: string) => {
      const headers = { authorization: `Bearer ${token}` }
      return (await fetch(`${server.url}/api${path}`, { headers })).json()
    }
    for (const [id, sku] of acknowledged) {
      expect(await get(`/products/${id}`)).toMatchObject({ id, sku, price: '12.5', version: 1 })
      expect((await get(`/products?sku=${sku}`)).items).toMatchObject([{ id }])
      const { items } = await get(`/audit?entityId=${id}`)
      expect(items).toMatchObject([{ action: 'CREATE', entity: 'product', newValues: { sku } }])
    }
    expect(await get('/audit/verify')).toMatchObject({ ok: true, firstBroken: null })

    const database = await openMigrated(url)
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
    await drop()
  }, 90_000)
})

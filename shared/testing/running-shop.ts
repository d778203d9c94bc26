import { join } from 'node:path'
import { createClient } from '#client/client.ts'
import type { DatabaseKind } from '#shared/db/open-database.ts'
import { freshPostgresUrl } from './databases.ts'
import { mara } from './people.ts'
import { type ServerProcess, startProcess } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A folder, and in it or on PostgreSQL a database of the test's own; both go with the test. */
export async function ownPlace(kind: DatabaseKind) {
  const folder = await temporaryFolder()
  const { url, drop } =
    kind === 'postgres'
      ? await freshPostgresUrl('template0')
      : { url: `sqlite:${join(folder.path, 'stockroom.db')}`, drop: () => Promise.resolve() }
  return {
    folder: folder.path,
    url,
    env: { DATA_DIR: folder.path, DATABASE_URL: url, REQUESTS_PER_MINUTE: '1000000' },
    async [Symbol.asyncDispose]() {
      await drop()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Speaks JSON to a server over real connections, signed in when it has a token. */
export class Caller {
  readonly #url: string
  token: string | undefined

  constructor(server: Pick<ServerProcess, 'url'>, token?: string) {
    this.#url = server.url
    this.token = token
  }

  send(method: string, path: string, body?: unknown, extra: Record<string, string> = {}) {
    const headers: Record<string, string> = { ...extra }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (this.token !== undefined) headers['authorization'] = `Bearer ${this.token}`
    return fetch(`${this.#url}/api${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  /** The answer's body; anything but success is an error. */
  async get<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<T> {
    const res = await this.send(method, path, body, headers)
    if (!res.ok) throw new Error(`${method} ${path} answered ${res.status}: ${await res.text()}`)
    return (await res.json()) as T
  }
}

/** A server process on a database of its own, whose first owner is signed in. */
export async function runningShop(kind: DatabaseKind) {
  const place = await ownPlace(kind)
  try {
    const server = await startProcess(place.env)
    const caller = new Caller(server)
    const { accessToken } = await caller.get<{ accessToken: string }>('POST', '/auth/setup', mara)
    caller.token = accessToken
    return {
      server,
      caller,
      /** The same server by its typed client, which repeats nothing, so that faults are seen. */
      api: createClient({ url: server.url, auth: accessToken, retries: 0 }),
      place,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await place[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await place[Symbol.asyncDispose]()
    throw error
  }
}

/** A product with so much on hand at the main location. */
export async function stocked(caller: Caller, sku: string, quantity: number): Promise<string> {
  const { id } = await caller.get<{ id: string }>('POST', '/products', { sku, name: sku })
  if (quantity > 0) {
    const body = { productId: id, change: quantity, reason: 'for the test' }
    await caller.get('POST', '/inventory/adjust', body)
  }
  return id
}

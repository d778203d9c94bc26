import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { app } from '#functions/app.ts'
import { randomToken } from '#shared/encoding.ts'
import { onPlatform } from '#shared/http/platform.ts'
import { jsonLog } from '#shared/log.ts'
import { openMigrated } from '../containers/api/database.ts'
import { nodePlatform } from '../containers/api/platform.ts'

/** The HTTP API with an owner signed in. */
export interface Api {
  send(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    type?: string,
  ): Promise<Response>
  close(): Promise<void>
}

interface Backend {
  request(path: string, init: RequestInit): Promise<Response>
  close(): Promise<void>
}

/**
 * The API on a database of its own: a temporary SQLite file, or a new database on the PostgreSQL
 * server named; both are gone after `close`. With a URL, the server there, which nobody has set up.
 */
export async function openApi(
  url: string | undefined,
  databaseUrl: string | undefined,
): Promise<Api> {
  const backend = url === undefined ? await ownBackend(databaseUrl) : remoteBackend(url)
  try {
    const authorization = await setUp(backend)
    return {
      send: (method, path, body, type = 'application/json') =>
        backend.request(path, {
          method,
          headers: { authorization, ...(body !== undefined && { 'content-type': type }) },
          ...(body !== undefined && { body }),
        }),
      close: () => backend.close(),
    }
  } catch (error) {
    await backend.close()
    throw error
  }
}

async function setUp(backend: Backend): Promise<string> {
  const res = await backend.request('/auth/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: 'owner@shop.example',
      password: randomToken(),
      name: 'Owner',
    }),
  })
  if (res.status !== 201) throw new Error(`setup answered ${res.status}: ${await res.text()}`)
  const { accessToken } = (await res.json()) as { accessToken: string }
  return `Bearer ${accessToken}`
}

function remoteBackend(url: string): Backend {
  const base = `${url.replace(/\/+$/, '')}/api`
  return { request: (path, init) => fetch(base + path, init), close: () => Promise.resolve() }
}

async function ownBackend(databaseUrl: string | undefined): Promise<Backend> {
  const store = databaseUrl?.startsWith('postgres') ? await ownPostgres(databaseUrl) : ownSqlite()
  const database = await openMigrated(store.url)
  const secrets = { SECRET_KEY: randomToken(48), DB_ENCRYPTION_KEY: randomToken(48) }
  const log = jsonLog((line) => console.error(line))
  const platform = await nodePlatform(
    { ...secrets, PUBLIC_URL: 'http://localhost:3000', WEBHOOKS_ALLOW_PRIVATE: false },
    database,
    { ...log, info: () => {} },
  )
  const root = onPlatform(platform, app, {
    client: () => ({ ip: null, https: false }),
    requestsPerMinute: 1_000_000,
  })
  return {
    request: async (path, init) => root.request(`/api${path}`, init),
    close: async () => {
      await database.close()
      await store.remove()
    },
  }
}

interface Store {
  url: string
  remove(): Promise<void>
}

function ownSqlite(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'stockroom-real-data-'))
  return {
    url: `sqlite:${join(folder, 'stockroom.db')}`,
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  }
}

async function ownPostgres(server: string): Promise<Store> {
  const name = `stockroom_real_data_${Date.now()}`
  const run = async (statement: string) => {
    const sql = postgres(server, { max: 1, onnotice: () => {} })
    await sql.unsafe(statement)
    await sql.end()
  }
  await run(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => run(`drop database ${name} with (force)`) }
}

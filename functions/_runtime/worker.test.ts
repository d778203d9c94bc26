import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, take } from '#client/index.ts'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { until } from '#shared/testing/server-process.ts'
import { bundleFunction } from './build/bundle.ts'
import { root } from './build/endpoints.ts'
import { type RunningWorker, startWorker } from './testing/workerd.ts'

const folder = mkdtempSync(join(root, 'node_modules/.stockroom-worker-'))
const settings = {
  PUBLIC_URL: 'https://stockroom.example',
  SECRET_KEY: 's'.repeat(40),
  DB_ENCRYPTION_KEY: 'd'.repeat(40),
  LOG_LEVEL: 'error',
}
const credentials = { email: mara.email, password: mara.password }
/** With little patience for readers who have gone. */
const source = `
  import { app } from '#functions/app.ts'
  import { toWorker } from '#functions/_runtime/worker.ts'
  export default toWorker(app, { streamMs: 55_000, quietMs: 2_000 })
`
let worker: RunningWorker
let database: { url: string; drop: () => Promise<void> }
let token = ''
let admin: postgres.Sql

beforeAll(async () => {
  await bundleFunction(source, join(folder, 'worker.js'), 'edge')
  database = await freshPostgresUrl('stockroom_template')
  admin = postgres(database.url, { max: 1, onnotice: () => {} })
  const bindings = { ...settings, DATABASE_URL: database.url }
  worker = await startWorker(join(folder, 'worker.js'), bindings)
  const { accessToken } = await take(
    createClient({ url: worker.url }).auth.setup.$post({ json: mara }),
  )
  token = accessToken ?? ''
}, 60_000)

afterAll(async () => {
  await worker.stop()
  await admin.end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const api = () => createClient({ url: worker.url, auth: token, retries: 0 })

/** Connections of the Worker that are open now. */
async function connections(): Promise<number> {
  const rows = await admin<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'stockroom'`
  return rows[0]?.count ?? -1
}

const allAreClosed = () =>
  until('every connection is closed', async () => (await connections()) === 0)

describe('a Worker', () => {
  it('opens a connection for a request and closes it after the answer', async () => {
    const lists = Array.from({ length: 30 }, () => take(api().products.$get()))
    expect(await Promise.all(lists)).toHaveLength(30)
    await allAreClosed()
  })

  it('closes the connection of a stream whose reader has gone', async () => {
    const gone = new AbortController()
    const options = { init: { signal: gone.signal } }
    const res = await api().events.$get({}, options)
    const reader = res.body?.getReader()
    await reader?.read()
    expect(await connections()).toBe(1)
    gone.abort()
    await reader?.cancel().catch(() => {})
    await allAreClosed()
  })

  it('lets nobody wait for a request that was cut off', async () => {
    const cutOff = Array.from({ length: 3 }, () =>
      fetch(`${worker.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(credentials),
        signal: AbortSignal.timeout(60),
      }).catch(() => 'cut off'),
    )
    await Promise.all(cutOff)
    const login = await take(
      createClient({ url: worker.url }).auth.login.$post({ json: credentials }),
    )
    expect(login).toMatchObject({ user: { email: mara.email } })
    await allAreClosed()
  })

  it('does a request once that comes twice at the same moment', async () => {
    const json = { sku: 'TWICE', name: 'Mug' }
    const options = { headers: { 'idempotency-key': 'twice-1' } }
    const both = await Promise.all([
      api().products.$post({ json }, options),
      api().products.$post({ json }, options),
    ])
    const bodies = await Promise.all(both.map((res) => res.json()))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(bodies[0]).toEqual(bodies[1])
    expect((await take(api().products.$get({ query: { q: 'twice' } }))).items).toHaveLength(1)
  })

  it('goes through Hyperdrive where there is one', async () => {
    const HYPERDRIVE = database.url.replace('postgres@', 'postgres:password@')
    const pooled = await startWorker(join(folder, 'worker.js'), settings, { HYPERDRIVE })
    try {
      const answer = await take(
        createClient({ url: pooled.url }).auth.login.$post({ json: credentials }),
      )
      expect(answer).toMatchObject({ user: { email: mara.email } })
    } finally {
      await pooled.stop()
    }
  })

  it('logs no error of its own meanwhile', () => {
    expect(worker.output()).not.toMatch(/"level":"error"|will never|different request/)
  })
})

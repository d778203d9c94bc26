import { sql } from 'kysely'
import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { until } from '#shared/testing/server-process.ts'
import { lastingFunction } from './lasting.ts'
import { nodeMeans } from './means.node.ts'

const settings = {
  PUBLIC_URL: 'https://stockroom.example',
  SECRET_KEY: 's'.repeat(40),
  DB_ENCRYPTION_KEY: 'd'.repeat(40),
  LOG_LEVEL: 'silent',
}

/** A function on a database of its own, and how many connections that has. */
async function ownFunction(env: Record<string, string> = {}) {
  const { url, drop } = await freshPostgresUrl('stockroom_template')
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  const { fetch, close } = lastingFunction(app, {
    env: { ...settings, DATABASE_URL: url, ...env },
    means: nodeMeans,
    client: () => ({ ip: '203.0.113.7', https: true }),
    workMs: 1_000,
  })
  return {
    url,
    fetch: (path: string, init?: RequestInit) =>
      fetch(new Request(`https://stockroom.example/api${path}`, init)),
    async connections() {
      const rows = await admin<{ pid: number }[]>`
        select pid from pg_stat_activity
        where datname = current_database() and application_name = 'stockroom'`
      return rows.map(({ pid }) => pid)
    },
    async [Symbol.asyncDispose]() {
      await close()
      await admin.end()
      await drop()
    },
  }
}

describe('a function that the platform keeps', () => {
  it('opens nothing before it is called, and one connection for all calls', async () => {
    await using own = await ownFunction()
    expect((await own.fetch('/health')).status).toBe(200)
    expect(await own.connections()).toEqual([])

    expect((await own.fetch('/health/ready')).status).toBe(200)
    const first = await own.connections()
    await Promise.all([own.fetch('/auth/setup'), own.fetch('/auth/setup')])
    expect(first).toHaveLength(1)
    expect(await own.connections()).toEqual(first)
  })

  it('says that a browser’s cookies are for TLS, by what it is told of the connection', async () => {
    await using own = await ownFunction()
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify(mara)
    const res = await own.fetch('/auth/setup', { method: 'POST', headers, body })
    expect(res.status).toBe(201)
    expect(res.headers.get('strict-transport-security')).toContain('max-age')
    for (const cookie of res.headers.getSetCookie()) expect(cookie).toContain('Secure')
  })

  it('ends a stream of events after what there is', async () => {
    await using own = await ownFunction()
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ ...mara, session: 'token' })
    const { accessToken } = (await (
      await own.fetch('/auth/setup', { method: 'POST', headers, body })
    ).json()) as { accessToken: string }

    const authorization = `Bearer ${accessToken}`
    const res = await own.fetch('/events', { headers: { authorization } })
    expect(await res.text()).toMatch(/^retry: 10000\nid: \d+\n/)
  })

  it('tries anew when it was configured wrongly, and tells its caller nothing of it', async () => {
    await using own = await ownFunction({ SECRET_KEY: 'short' })
    const res = await own.fetch('/health')
    expect(res.status).toBe(503)
    expect(res.headers.get('content-type')).toBe('application/problem+json')
    expect(await res.text()).not.toContain('SECRET_KEY')
  })
})

describe('a connection to PostgreSQL', () => {
  it('is closed when it was idle for as long as is said', async () => {
    await using own = await ownFunction()
    const database = openPostgres(own.url, { max: 1, idleSeconds: 1 })
    await sql`select 1`.execute(database.db)
    await sql`select 1`.execute(database.writer)
    expect(await own.connections()).toHaveLength(1)
    await until('it is closed', async () => (await own.connections()).length === 0)
    await sql`select 1`.execute(database.db)
    await database.close()
  })
})

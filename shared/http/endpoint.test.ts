import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { mutate } from '#shared/audit/mutate.ts'
import { openPostgres } from '#shared/db/postgres.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { defineRoute, endpoint, MEGABYTE } from './endpoint.ts'

const route = defineRoute({
  method: 'delete',
  path: '/things',
  access: 'orders:write',
  idempotent: true,
  responses: { 204: { description: 'Removed' } },
})
const things = endpoint().openapi(route, (c) => c.body(null, 204))

it('reads no body beyond the limit for an Idempotency-Key', async () => {
  await using t = await testApp(things, { permissions: ['orders:write'] })
  const remove = (size: number) =>
    t.send('DELETE', '/things', 'x'.repeat(size), { 'idempotency-key': `size-${size}` })

  const [most, more] = [await remove(MEGABYTE), await remove(MEGABYTE + 1)]

  expect([most.status, more.status]).toEqual([204, 413])
  expect(await more.json()).toMatchObject({ type: '/problems/too-large', maxBytes: MEGABYTE })
})

const busy = defineRoute({
  method: 'post',
  path: '/things',
  access: 'orders:write',
  responses: { 204: { description: 'Made' } },
})
const busyThings = endpoint().openapi(busy, async (c) => {
  await mutate(c.get('ctx'), async (tx) => {
    await sql`do $$ begin raise exception 'too busy' using errcode = '40001'; end $$`.execute(tx)
  })
  return c.body(null, 204)
})

it('answers 503 while others keep the database busy', async () => {
  await using t = await testApp(busyThings, { permissions: ['orders:write'], database: 'postgres' })

  const res = await t.send('POST', '/things')

  expect(res.status).toBe(503)
  expect(res.headers.get('retry-after')).toBe('1')
  expect(await res.json()).toMatchObject({
    type: '/problems/unavailable',
    detail: expect.stringContaining('nothing was changed: try again'),
  })
  const [told] = t.logLines.filter(({ level }) => level !== 'info')
  expect(told).toMatchObject({ event: 'the database stayed busy', error: 'too busy' })
})

it('answers 503 while the database cannot be reached', async () => {
  await using t = await testApp(things, { permissions: ['orders:write'] })
  const { db, writer, close } = openPostgres('postgres://nobody@127.0.0.1:1/nothing')
  Object.assign(t.platform, { db, writer })

  const answers = [await t.send('DELETE', '/things'), await t.send('DELETE', '/things')]

  for (const res of answers) {
    expect(res.status).toBe(503)
    expect(res.headers.get('retry-after')).toBe('5')
    expect((await res.json()).detail).toContain('cannot be reached')
  }
  const told = t.logLines.filter(({ level }) => level !== 'info')
  expect(told).toMatchObject(
    answers.map(() => ({
      event: 'the database cannot be reached',
      error: expect.stringContaining('ECONNREFUSED'),
    })),
  )
  await close()
})

const brokenThings = endpoint().openapi(busy, async (c) => {
  await mutate(c.get('ctx'), (_tx, audit) => {
    audit.recorded('MADE', 'thing', 'one')
    return Promise.resolve()
  })
  throw new Error('a secret of ours')
})

it('says of an error of ours where to look, and not that nothing was done', async () => {
  await using t = await testApp(brokenThings, { permissions: ['orders:write'] })

  const res = await t.send('POST', '/things')

  expect(res.status).toBe(500)
  const { detail } = await res.json()
  expect(detail).toContain('Look whether a change was made')
  expect(detail).not.toMatch(/nothing|secret/)
  expect(await t.auditActions()).toEqual(['thing.MADE'])
  vi.mocked(console.error).mockClear()
})

import { expect, it } from 'vitest'
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

import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addStocked, addSupplier, stockRights } from '#shared/testing/goods.ts'
import { addOrder, buyerRights } from '#shared/testing/order-maker.ts'
import { record } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const permissions = [...new Set([...buyerRights, ...stockRights.permissions])]

interface Write {
  method: string
  path: string
  body?: object
  /** Another body under the same key; none for what has no body. */
  other?: object
}

async function order(t: TestApp): Promise<string> {
  return `/orders/${(await addOrder(t)).id}`
}

async function payment(t: TestApp): Promise<string> {
  const { id: supplierId } = await addSupplier(t)
  const { id } = await record(t, { supplierId, type: 'fee', amount: 10, currency: 'EUR' })
  return `/payments/${id}`
}

/** Writes that answer otherwise when they are done a second time, because of the first one. */
const writes: Record<string, (t: TestApp) => Promise<Write>> = {
  'a changed order': async (t) => {
    const body = { notes: 'call first', version: 1 }
    return { method: 'PATCH', path: await order(t), body, other: { notes: 'x' } }
  },
  'a removed draft': async (t) => ({ method: 'DELETE', path: await order(t) }),
  'a changed payment': async (t) => {
    const body = { amount: 12, version: 1 }
    return { method: 'PATCH', path: await payment(t), body, other: { amount: 13 } }
  },
  'a removed payment': async (t) => ({ method: 'DELETE', path: await payment(t) }),
  'counted lines': async (t) => {
    const { id: productId } = await addStocked(t, 5)
    const res = await t.send('POST', '/inventory/counts', { productIds: [productId] })
    const { id, version } = await res.json()
    const lines = (counted: number) => ({ lines: [{ productId, counted }], version })
    const path = `/inventory/counts/${id}/lines`
    return { method: 'PATCH', path, body: lines(4), other: lines(3) }
  },
}

describe.each(databases)('with the same Idempotency-Key on %s', (database) => {
  it.each(Object.keys(writes))('%s is answered alike and written once', async (name) => {
    await using t = await testApp(app, { permissions, database })
    const write = await writes[name]?.(t)
    if (!write) throw new Error(`nothing is written by ${name}`)
    const { method, path, body, other } = write
    const send = (json?: object) => t.send(method, path, json, { 'idempotency-key': 'once' })
    const before = (await t.auditActions()).length

    const first = await send(body)
    const second = await send(body)

    expect(first.status).toBe(method === 'DELETE' ? 204 : 200)
    expect(second.status).toBe(first.status)
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    expect((await t.auditActions()).length).toBe(before + 1)
    if (other) expect((await send(other)).status).toBe(422)
  })
})

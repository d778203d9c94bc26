import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addOrder, buyerRights, storedOrder } from '#shared/testing/order-maker.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const withKey = (key: string, more: object = {}) => ({ 'idempotency-key': key, ...more })

function edit(t: TestApp, id: string, body: object, headers: Record<string, string>) {
  return t.send('PATCH', `/orders/${id}`, body, headers)
}

describe.each(databases)('a repeated request with one Idempotency-Key on %s', (database) => {
  const open = () => testApp(app, { permissions: buyerRights, database })

  it('changes an order once, although the version it names is stale by then', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const body = { notes: 'two pallets' }
    const headers = withKey('edit-1', { 'if-match': '"1"' })

    const first = await edit(t, id, body, headers)
    const second = await edit(t, id, body, headers)

    expect([first.status, second.status]).toEqual([200, 200])
    expect(await second.json()).toEqual(await first.json())
    expect(second.headers.get('etag')).toBe('"2"')
    const other = await edit(t, id, { notes: 'three' }, headers)
    expect(other.status).toBe(422)
    expect(await storedOrder(t, { id })).toMatchObject({ version: 2 })
    expect((await t.auditActions()).filter((action) => action === 'order.UPDATE')).toHaveLength(1)
  })

  it('removes a draft once, and does not call it unknown the second time', async () => {
    await using t = await open()
    const { id } = await addOrder(t)
    const remove = () => t.send('DELETE', `/orders/${id}`, undefined, withKey('remove-1'))

    const answers = [await remove(), await remove()]

    expect(answers.map((res) => res.status)).toEqual([204, 204])
    expect((await t.send('DELETE', `/orders/${id}`)).status).toBe(404)
    expect((await t.auditActions()).filter((action) => action === 'order.DELETE')).toHaveLength(1)
  })
})

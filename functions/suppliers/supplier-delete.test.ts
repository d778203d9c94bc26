import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addSupplier } from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = {
  permissions: ['products:read', 'products:write', 'suppliers:read', 'suppliers:write'],
} as const

describe.each(databases)('a supplier whose products were all deleted, on %s', (database) => {
  it('is removed, and a product that comes back has none', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id: supplierId } = await addSupplier(t)
    const { id } = await addProduct(t, { supplierId })
    const used = await t.send('DELETE', `/suppliers/${supplierId}`)
    await t.send('DELETE', `/products/${id}`)

    const removed = await t.send('DELETE', `/suppliers/${supplierId}`)
    const restored = await t.send('POST', `/products/${id}/restore`)

    expect([used.status, removed.status, restored.status]).toEqual([409, 204, 200])
    expect(await restored.json()).toMatchObject({ id, supplierId: null })
    const [, , , left] = await t.db
      .selectFrom('auditEntry')
      .select(['action', 'entity', 'entityId', 'oldValues', 'newValues'])
      .orderBy('id')
      .execute()
    expect(left).toEqual({
      action: 'UPDATE',
      entity: 'product',
      entityId: id,
      oldValues: JSON.stringify({ supplierId }),
      newValues: JSON.stringify({ supplierId: null }),
    })
  })
})

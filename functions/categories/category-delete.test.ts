import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct } from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['products:read', 'products:write'] } as const

describe.each(databases)('a category whose products were all deleted, on %s', (database) => {
  it('is removed, and a product that comes back has none', async () => {
    await using t = await testApp(app, { ...rights, database })
    const made = await t.send('POST', '/categories', { name: 'Teas' })
    const { id: categoryId } = await made.json()
    const { id } = await addProduct(t, { categoryId })
    const used = await t.send('DELETE', `/categories/${categoryId}`)
    await t.send('DELETE', `/products/${id}`)

    const removed = await t.send('DELETE', `/categories/${categoryId}`)
    const restored = await t.send('POST', `/products/${id}/restore`)

    expect([used.status, removed.status, restored.status]).toEqual([409, 204, 200])
    expect(await restored.json()).toMatchObject({ id, categoryId: null })
    const [, , , left] = await t.db
      .selectFrom('auditEntry')
      .select(['action', 'entity', 'entityId', 'oldValues', 'newValues'])
      .orderBy('id')
      .execute()
    expect(left).toEqual({
      action: 'UPDATE',
      entity: 'product',
      entityId: id,
      oldValues: JSON.stringify({ categoryId }),
      newValues: JSON.stringify({ categoryId: null }),
    })
  })
})

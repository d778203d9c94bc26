import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addStocked, stockRights } from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

const SELLERS = 4
const SALES = 40

describe.each(databases)('the proof on %s', (database) => {
  it('finds everything in order while others sell and reserve', async () => {
    await using t = await testApp(app, { ...stockRights, database })
    const { id: productId } = await addStocked(t, 1_000)
    const reports: { ok: boolean; problems: unknown[] }[] = []

    const sellers = Array.from({ length: SELLERS }, async (_, n) => {
      const path = n % 2 === 0 ? '/inventory/sale' : '/inventory/reservations'
      for (let sale = 0; sale < SALES; sale++) {
        expect((await t.send('POST', path, { productId, quantity: 1 })).status).toBe(201)
        if (n === 0) reports.push(await (await t.send('GET', '/inventory/verify')).json())
      }
    })
    await Promise.all(sellers)

    expect(reports.flatMap(({ problems }) => problems)).toEqual([])
    expect(reports.filter(({ ok }) => ok)).toHaveLength(SALES)
  })
})

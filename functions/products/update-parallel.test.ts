import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, stockRights } from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

const RIVALS = 60

describe.each(databases)('changes of one product at once on %s', (database) => {
  it('are made or refused, and each that was made is counted', async () => {
    await using t = await testApp(app, { ...stockRights, database })
    const { id, version } = await addProduct(t)

    const answers = await Promise.all(
      Array.from({ length: RIVALS }, (_, n) =>
        t.send('PATCH', `/products/${id}`, { name: `Name ${n}` }),
      ),
    )

    const made = answers.filter(({ status }) => status === 200)
    const refused = answers.filter(({ status }) => status !== 200)
    for (const res of refused) {
      expect(res.status).toBe(409)
      expect(res.headers.get('retry-after')).toBe('1')
      expect(await res.json()).toMatchObject({ type: '/problems/conflict', retryAfterSeconds: 1 })
    }
    const after = await (await t.send('GET', `/products/${id}`)).json()
    expect(after.version).toBe(version + made.length)
  })
})

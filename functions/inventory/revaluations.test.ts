import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, expectSound } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = {
  permissions: [
    'products:read',
    'products:write',
    'settings:write',
    'inventory:read',
    'inventory:write',
    'inventory:adjust',
  ],
} as const
const path = '/inventory/revaluations'
const reason = 'late freight bill'

async function averageCost(t: TestApp, productId: string): Promise<string> {
  return (await (await t.send('GET', `/inventory/${productId}`)).json()).averageCost
}

const movements = (t: TestApp) =>
  t.db.selectFrom('stockMovement').select(['id', 'unitCost', 'quantity']).orderBy('id').execute()

const stored = (t: TestApp) =>
  t.db.selectFrom('stockRevaluation').select(['amount', 'newAverageCost']).orderBy('id').execute()

describe.each(databases)('revaluations on %s', (database) => {
  const open = () => testApp(app, { ...rights, database })

  it('spread an amount over what is on hand, and leave the past as it was', async () => {
    await using t = await open()
    const mug = await addStocked(t, 8, { unitCost: '2.5', sku: 'MUG', name: 'Mug' })
    const before = await movements(t)

    const body = { productId: mug.id, amount: '10.004', reason, reference: 'F-17' }
    const res = await t.send('POST', path, body)

    expect(res.status).toBe(201)
    const revaluation = await res.json()
    expect(revaluation).toEqual({
      id: expect.stringMatching(/^rev_/),
      at: '2026-03-02T10:00:00.000Z',
      productId: mug.id,
      sku: 'MUG',
      name: 'Mug',
      amount: '10.00',
      oldAverageCost: '2.5',
      newAverageCost: '3.75',
      onHand: 8,
      reason,
      reference: 'F-17',
      actor: { id: expect.stringMatching(/^usr_/), name: 'Test Owner (test)' },
    })
    expect(res.headers.get('location')).toBe(`/api${path}/${revaluation.id}`)
    expect(await (await t.send('GET', `${path}/${revaluation.id}`)).json()).toEqual(revaluation)
    expect(await averageCost(t, mug.id)).toBe('3.75')
    expect(await movements(t)).toEqual(before)
    const sale = await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 1 })
    expect(await sale.json()).toMatchObject({ movement: { unitCost: '3.75' } })
    expect((await t.auditActions()).slice(2)).toEqual(['revaluation.CREATE', 'stock.SALE'])
    await expectSound(t)
  })

  it('round half up to the ten-thousandth, and may write the stock down to nothing', async () => {
    await using t = await open()
    const tea = await addStocked(t, 8, { unitCost: '1' })
    const half = await addStocked(t, 0.8, { unitCost: '1' })
    const ask = async (productId: string, amount: string | number) =>
      (await (await t.send('POST', path, { productId, amount, reason })).json()).newAverageCost

    expect(await ask(tea.id, '0.01')).toBe('1.0013')
    expect(await ask(tea.id, -4)).toBe('0.5013')
    expect(await ask(half.id, '-0.8')).toBe('0')
    expect(await ask(half.id, '0.01')).toBe('0.0125')
    expect(await stored(t)).toEqual([
      { amount: 100, newAverageCost: 10_013 },
      { amount: -40_000, newAverageCost: 5_013 },
      { amount: -8_000, newAverageCost: 0 },
      { amount: 100, newAverageCost: 125 },
    ])
  })

  it('are refused where nothing is on hand, and below nothing', async () => {
    await using t = await open()
    const none = await addProduct(t, { sku: 'NONE' })
    const mug = await addStocked(t, 2, { unitCost: '5', sku: 'MUG' })

    const empty = await t.send('POST', path, { productId: none.id, amount: '1', reason })
    const below = await t.send('POST', path, { productId: mug.id, amount: '-10.01', reason })

    for (const res of [empty, below]) expect(res.status).toBe(409)
    expect(await empty.json()).toMatchObject({
      type: '/problems/illegal-state',
      detail: 'nothing of NONE is on hand that could carry the amount',
    })
    expect(await below.json()).toMatchObject({
      detail: 'the stock of MUG is worth 10.00: it cannot lose more than that',
      stockValue: '10.00',
      averageCost: '5',
    })
    expect(await averageCost(t, mug.id)).toBe('5')
    expect(await stored(t)).toEqual([])
    expect(await t.auditActions()).not.toContain('revaluation.CREATE')
  })

  it('made at once are all in the average', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '1' })

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        n % 3 === 0
          ? t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 0.001 })
          : t.send('POST', path, { productId: mug.id, amount: '10', reason }),
      ),
    )

    expect(answers.map((res) => res.status)).toEqual(Array(12).fill(201))
    // Eight times 10 on 10 units, a thousandth of a unit less with each of four sales.
    expect(Number(await averageCost(t, mug.id))).toBeCloseTo(9, 2)
    const rows = await t.db
      .selectFrom('stockRevaluation')
      .select(['oldAverageCost', 'newAverageCost'])
      .orderBy('newAverageCost')
      .execute()
    const links = rows.slice(1).map((row, n) => row.oldAverageCost - (rows[n]?.newAverageCost ?? 0))
    expect(links).toEqual(Array(7).fill(0))
  })

  it('are made once for equal requests with one Idempotency-Key', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { unitCost: '1' })
    const ask = () =>
      t.send('POST', path, { productId: mug.id, amount: '10', reason }, { 'idempotency-key': 'k' })
    expect(await (await ask()).json()).toEqual(await (await ask()).json())
    expect(await averageCost(t, mug.id)).toBe('2')
  })
})

describe('revaluations', () => {
  it('are listed by product, newest first, page by page', async () => {
    await using t = await testApp(app, rights)
    const mug = await addStocked(t, 10)
    const cup = await addStocked(t, 10)
    for (const [productId, amount] of [
      [mug.id, '1'],
      [cup.id, '2'],
      [mug.id, '3'],
    ]) {
      await t.send('POST', path, { productId, amount, reason })
    }
    const amounts = async (query: string) => {
      const page = await (await t.send('GET', `${path}${query}`)).json()
      return page.items.map((item: { amount: string }) => item.amount)
    }

    expect(await amounts('')).toEqual(['3.00', '2.00', '1.00'])
    expect(await amounts(`?productId=${mug.id}`)).toEqual(['3.00', '1.00'])
    const { nextCursor } = await (await t.send('GET', `${path}?limit=2`)).json()
    expect(await amounts(`?limit=2&cursor=${nextCursor}`)).toEqual(['1.00'])
  })

  it('are rounded to the digits of the company’s currency', async () => {
    await using t = await testApp(app, rights)
    await t.send('PATCH', '/settings', { currency: 'JPY' })
    const mug = await addStocked(t, 3, { unitCost: '10' })
    const res = await t.send('POST', path, { productId: mug.id, amount: '1.5', reason })
    expect(await res.json()).toMatchObject({ amount: '2', newAverageCost: '10.6667' })
  })

  it.each([
    ['nothing', {}, ['productId', 'amount', 'reason']],
    ['an amount of zero', { amount: 0, reason }, ['productId', 'amount']],
    ['a blank reason', { amount: 1, reason: ' ' }, ['productId', 'reason']],
    ['five places', { amount: '0.00001', reason }, ['productId', 'amount']],
    ['words', { amount: 'much', reason }, ['productId', 'amount']],
  ])('are refused with %s', async (_, body, paths) => {
    await using t = await testApp(app, rights)
    const res = await t.send('POST', path, body)
    expect(res.status).toBe(422)
    const found = (await res.json()).errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(expect.arrayContaining(found))
    expect(await stored(t)).toEqual([])
  })

  it.each([
    ['less than the smallest amount', '0.004', 'amount'],
    ['more than any average holds', '900000000000', 'amount'],
  ])('are refused with %s', async (_, amount, at) => {
    await using t = await testApp(app, rights)
    const dust = await addStocked(t, 0.001)
    const res = await t.send('POST', path, { productId: dust.id, amount, reason })
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: at }])
    expect(await stored(t)).toEqual([])
  })

  it('need a product that is there', async () => {
    await using t = await testApp(app, rights)
    const productId = 'prd_01JB2QK3V5X7Z9B1D3F5H7J9M1'
    const res = await t.send('POST', path, { productId, amount: 1, reason })
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: 'productId', code: 'unknown' }])
    expect((await t.send('GET', `${path}/rev_01JB2QK3V5X7Z9B1D3F5H7J9M1`)).status).toBe(404)
  })
})

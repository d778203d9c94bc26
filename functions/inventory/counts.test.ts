import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import type { Count } from '#shared/schemas/counts.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, adjust, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const path = '/inventory/counts'

async function begin(t: TestApp, body: object): Promise<Count> {
  const res = await t.send('POST', path, body)
  expect(res.status).toBe(201)
  return (await res.json()) as Count
}

async function count(t: TestApp, id: string, found: Record<string, number>, more: object = {}) {
  const lines = Object.entries(found).map(([productId, counted]) => ({ productId, counted }))
  const res = await t.send('PATCH', `${path}/${id}/lines`, { lines, ...more })
  expect(res.status).toBe(200)
  return (await res.json()) as Count
}

const post = (t: TestApp, id: string, body: object = {}) =>
  t.send('POST', `${path}/${id}/post`, body)

async function onHand(t: TestApp, productId: string): Promise<number> {
  return (await (await t.send('GET', `/inventory/${productId}`)).json()).onHand
}

const movements = (t: TestApp) =>
  t.db
    .selectFrom('stockMovement')
    .select(['productId', 'quantity', 'unitCost', 'countId', 'reason'])
    .where('kind', '=', 'count')
    .orderBy('id')
    .execute()

describe.each(databases)('counts on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('take the figures of a repeated request with one key once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG', name: 'Mug' })
    const { id } = await begin(t, { all: true })
    const body = { lines: [{ productId: mug.id, counted: 9 }], version: 1 }
    const write = () => t.send('PATCH', `${path}/${id}/lines`, body, { 'idempotency-key': 'shelf' })

    const [first, second] = [await write(), await write()]

    expect([first.status, second.status]).toEqual([200, 200])
    expect(await second.json()).toEqual(await first.json())
    expect((await t.auditActions()).filter((action) => action === 'count.COUNT')).toHaveLength(1)
  })

  it('freeze what is on hand, and leave what was sold meanwhile as it is', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG', name: 'Mug', unitCost: '2.5' })
    const begun = await begin(t, { all: true, note: 'end of the year' })
    expect(begun).toMatchObject({
      id: expect.stringMatching(/^cnt_/),
      locationId: MAIN_LOCATION_ID,
      state: 'open',
      blind: false,
      note: 'end of the year',
      lineCount: 1,
      countedCount: 0,
      version: 1,
      postedAt: null,
      variance: { lines: 0, gain: '0.00', loss: '0.00', net: '0.00', currency: 'EUR' },
    })
    expect(begun.lines).toMatchObject([
      { productId: mug.id, sku: 'MUG', name: 'Mug', expected: 10, counted: null, variance: null },
    ])

    await t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 4 })
    const counted = await count(t, begun.id, { [mug.id]: 9 })
    expect(counted).toMatchObject({ countedCount: 1, version: 2 })
    expect(counted.variance).toMatchObject({ lines: 1, loss: '-2.50', net: '-2.50' })
    expect(counted.lines).toMatchObject([
      { counted: 9, variance: -1, unitCost: '2.5', varianceValue: '-2.50' },
    ])
    const res = await post(t, begun.id)

    expect(res.status).toBe(200)
    const posted = (await res.json()) as Count
    expect(posted).toMatchObject({
      state: 'posted',
      version: 3,
      postedAt: '2026-03-02T10:00:00.000Z',
    })
    expect(await onHand(t, mug.id)).toBe(5)
    expect(await movements(t)).toEqual([
      {
        productId: mug.id,
        quantity: -1_000,
        unitCost: 25_000,
        countId: begun.id,
        reason: 'counted 9, expected 10',
      },
    ])
    expect(posted.lines[0]?.movementId).toMatch(/^mov_/)
    expect((await t.auditActions()).slice(2)).toEqual([
      'count.CREATE',
      'stock.SALE',
      'count.COUNT',
      'stock.COUNT',
      'count.POST',
    ])
    expect(await (await t.send('GET', `${path}/${begun.id}`)).json()).toEqual(posted)
    await expectSound(t)
  })

  it('find more and less, and value both at the cost of the moment they are posted', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { name: 'A', unitCost: '2.5' })
    const cup = await addStocked(t, 3, { name: 'B', unitCost: '0.335' })
    const same = await addStocked(t, 7, { name: 'C' })
    const never = await addProduct(t, { name: 'D', cost: '4', currency: 'EUR' })
    const { id } = await begin(t, { all: true })

    const found = { [mug.id]: 12, [cup.id]: 0, [same.id]: 7, [never.id]: 2.5 }
    await count(t, id, found)
    const before = (await (await t.send('GET', `${path}/${id}`)).json()) as Count
    const posted = (await (await post(t, id)).json()) as Count
    await t.send('POST', '/inventory/revaluations', {
      productId: mug.id,
      amount: '12',
      reason: 'freight',
    })

    expect(before.variance).toMatchObject({ lines: 3, gain: '5.00', loss: '-1.01', net: '3.99' })
    expect(posted.variance).toMatchObject({ lines: 3, gain: '15.00', loss: '-1.01', net: '13.99' })
    const later = (await (await t.send('GET', `${path}/${id}`)).json()) as Count
    expect(later.variance).toEqual(posted.variance)
    expect(posted.lines.map((line) => [line.variance, line.varianceValue])).toEqual([
      [2, '5.00'],
      [-3, '-1.01'],
      [0, '0.00'],
      [2.5, '10.00'],
    ])
    expect(await Promise.all([mug, cup, same, never].map(({ id }) => onHand(t, id)))).toEqual([
      12, 0, 7, 2.5,
    ])
    expect(await movements(t)).toHaveLength(3)
    await expectSound(t)
  })

  it('are not posted while lines are uncounted, unless these are skipped', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG' })
    const cup = await addStocked(t, 5, { sku: 'CUP' })
    const { id } = await begin(t, { productIds: [mug.id, cup.id] })
    await count(t, id, { [mug.id]: 8 })

    const refused = await post(t, id)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      type: '/problems/illegal-state',
      uncounted: 1,
      lines: [{ productId: cup.id, sku: 'CUP' }],
      detail: 'CUP is not counted yet: count them, or post with skipUncounted',
    })
    expect(await movements(t)).toEqual([])
    const posted = await post(t, id, { skipUncounted: true })

    expect(posted.status).toBe(200)
    expect([await onHand(t, mug.id), await onHand(t, cup.id)]).toEqual([8, 5])
  })

  it('cannot bring stock below what is reserved, and change nothing then', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG' })
    const cup = await addStocked(t, 10, { sku: 'CUP' })
    await t.send('POST', '/inventory/reservations', { sku: 'MUG', quantity: 8 })
    const { id } = await begin(t, { all: true })
    await count(t, id, { [mug.id]: 7, [cup.id]: 7 })

    const res = await post(t, id)

    expect(res.status).toBe(400)
    const problem = await res.json()
    expect(problem).toMatchObject({
      type: '/problems/insufficient-stock',
      productId: mug.id,
      lines: [{ sku: 'MUG', requested: 3, available: 2 }],
    })
    expect([await onHand(t, mug.id), await onHand(t, cup.id)]).toEqual([10, 10])
    const kept = await t.db.selectFrom('stockCount').select(['state', 'postedAt']).execute()
    expect(kept).toEqual([{ state: 'open', postedAt: null }])
    await expectSound(t)
  })

  it('let the second figure win', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG' })
    const { id } = await begin(t, { productIds: [mug.id] })

    const early = await t.send('PATCH', `${path}/${id}/lines`, {
      lines: [{ productId: mug.id, counted: 3 }],
      recount: true,
    })
    expect(early.status).toBe(409)
    await count(t, id, { [mug.id]: 3 })
    await count(t, id, { [mug.id]: 4 })
    const recounted = await count(t, id, { [mug.id]: 9 }, { recount: true })
    expect(recounted.lines).toMatchObject([{ counted: 4, recounted: 9, variance: -1 }])
    const late = await t.send('PATCH', `${path}/${id}/lines`, {
      lines: [{ productId: mug.id, counted: 3 }],
    })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ lines: [{ productId: mug.id, sku: 'MUG' }] })
    await post(t, id)

    expect(await onHand(t, mug.id)).toBe(9)
    const lines = t.db.selectFrom('stockCountLine').select(['counted', 'recounted', 'open'])
    expect(await lines.execute()).toEqual([{ counted: 4_000, recounted: 9_000, open: 0 }])
    const actions = (await t.auditActions()).slice(3, 6)
    expect(actions).toEqual(['count.COUNT', 'count.COUNT', 'count.RECOUNT'])
  })

  it('are posted or cancelled once, and by one of many at the same moment', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10)
    const { id } = await begin(t, { productIds: [mug.id] })
    await count(t, id, { [mug.id]: 8 })

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        n % 2 === 0 ? post(t, id) : t.send('POST', `${path}/${id}/cancel`),
      ),
    )

    expect(answers.filter((res) => res.status === 200)).toHaveLength(1)
    expect(answers.filter((res) => res.status === 409)).toHaveLength(7)
    const { state } = await (await t.send('GET', `${path}/${id}`)).json()
    expect(await onHand(t, mug.id)).toBe(state === 'posted' ? 8 : 10)
    await expectSound(t)
  })

  it('are posted with a product that is sold in parallel, and both count', async () => {
    await using t = await open()
    const mug = await addStocked(t, 20)
    const { id } = await begin(t, { productIds: [mug.id] })
    await count(t, id, { [mug.id]: 18 })

    const [posted, ...sales] = await Promise.all([
      post(t, id),
      ...Array.from({ length: 10 }, () =>
        t.send('POST', '/inventory/sale', { productId: mug.id, quantity: 1 }),
      ),
    ])

    expect(posted.status).toBe(200)
    expect(sales.map((res) => res.status)).toEqual(Array(10).fill(201))
    expect(await onHand(t, mug.id)).toBe(8)
    await expectSound(t)
  })

  it('of one product at one location are open one at a time', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG' })
    const cup = await addStocked(t, 10, { sku: 'CUP' })
    const body = { productIds: [mug.id] }

    const answers = await Promise.all(Array.from({ length: 6 }, () => t.send('POST', path, body)))
    const made = answers.filter((res) => res.status === 201)
    expect(made).toHaveLength(1)
    const { id } = (await made[0]?.json()) as Count
    for (const res of answers.filter((answer) => answer.status !== 201)) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({ countId: id, lines: [{ sku: 'MUG', countId: id }] })
    }
    expect((await t.send('POST', path, { all: true })).status).toBe(409)
    await begin(t, { productIds: [cup.id] })
    await t.send('POST', `${path}/${id}/cancel`)
    await adjust(t, { productId: mug.id, change: -1 })
    const again = await begin(t, body)

    expect(again.lines).toMatchObject([{ expected: 9 }])
    const cancelled = await t.send('GET', `${path}?state=cancelled`)
    expect((await cancelled.json()).items).toMatchObject([{ id, state: 'cancelled' }])
  })
})

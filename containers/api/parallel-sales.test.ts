import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '#shared/testing/databases.ts'
import { type Caller, runningShop, stocked } from '#shared/testing/running-shop.ts'

/** How often each status was answered. */
async function statuses(requests: readonly Promise<Response>[]): Promise<Record<number, number>> {
  const counts: Record<number, number> = {}
  for (const res of await Promise.all(requests)) {
    counts[res.status] = (counts[res.status] ?? 0) + 1
    await res.body?.cancel()
  }
  return counts
}

async function expectSound(caller: Caller): Promise<void> {
  expect(await caller.get('GET', '/inventory/verify')).toMatchObject({ ok: true, problems: [] })
}

async function onHand(caller: Caller, id: string): Promise<unknown> {
  return (await caller.get('GET', `/products/${id}`))['onHand']
}

async function salesOf(caller: Caller, id: string): Promise<unknown[]> {
  const { items } = await caller.get<{ items: unknown[] }>(
    'GET',
    `/inventory/movements?productId=${id}&kind=sale&limit=100`,
  )
  return items
}

describe.each(databases)('many clients at once on %s', (kind) => {
  let shop: Awaited<ReturnType<typeof runningShop>>
  let caller: Caller
  beforeAll(async () => {
    shop = await runningShop(kind)
    caller = shop.caller
  }, 60_000)
  afterAll(() => shop[Symbol.asyncDispose]())

  it('sell the last unit once: 500 try, one succeeds, 499 are told that there is none', async () => {
    const id = await stocked(caller, 'LAST', 1)

    const counts = await statuses(
      Array.from({ length: 500 }, () =>
        caller.send('POST', '/inventory/sale', { productId: id, quantity: 1 }),
      ),
    )

    expect(counts).toEqual({ 201: 1, 400: 499 })
    expect(await onHand(caller, id)).toBe(0)
    expect(await salesOf(caller, id)).toHaveLength(1)
    await expectSound(caller)
  }, 60_000)

  it('sell the same products in opposite order without waiting for each other for ever', async () => {
    const ids: string[] = []
    for (let n = 0; n < 8; n++) ids.push(await stocked(caller, `P${n}`, 30))
    const lines = ids.map((productId) => ({ productId, quantity: 1 }))

    const counts = await statuses(
      Array.from({ length: 80 }, (_, n) =>
        caller.send('POST', '/inventory/bulk-sale', {
          lines: n % 2 === 0 ? lines : lines.toReversed(),
        }),
      ),
    )

    expect(counts).toEqual({ 201: 30, 400: 50 })
    for (const id of ids) expect(await onHand(caller, id)).toBe(0)
    await expectSound(caller)
  }, 60_000)

  it('repeat one request with its key 50 times and sell once', async () => {
    const id = await stocked(caller, 'KEYED', 100)
    const key = { 'idempotency-key': 'till-3-receipt-4711' }

    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        caller.send('POST', '/inventory/sale', { productId: id, quantity: 2 }, key),
      ),
    )

    const bodies = new Set<string>()
    for (const res of answers) {
      expect([201, 409]).toContain(res.status)
      const text = await res.text()
      if (res.status === 201) bodies.add(text)
    }
    expect(bodies.size).toBe(1)
    expect(await onHand(caller, id)).toBe(98)
    expect(await salesOf(caller, id)).toHaveLength(1)
    const again = await caller.send('POST', '/inventory/sale', { productId: id, quantity: 2 }, key)
    expect(again.status).toBe(201)
    expect([...bodies]).toEqual([await again.text()])
    const other = await caller.send('POST', '/inventory/sale', { productId: id, quantity: 3 }, key)
    expect(other.status).toBe(422)
    await expectSound(caller)
  }, 60_000)

  it('take one sale back once, whoever is first', async () => {
    const id = await stocked(caller, 'UNDONE', 10)
    const sold = await caller.get<{ movement: { id: string } }>('POST', '/inventory/sale', {
      productId: id,
      quantity: 4,
    })
    const movementId = sold.movement.id

    const counts = await statuses([
      ...Array.from({ length: 10 }, () =>
        caller.send('POST', `/inventory/movements/${movementId}/reverse`, {}),
      ),
      ...Array.from({ length: 10 }, () =>
        caller.send('POST', '/inventory/return', { movementId, quantity: 4 }),
      ),
    ])

    expect(counts).toEqual({ 201: 1, 409: 19 })
    expect(await onHand(caller, id)).toBe(10)
    await expectSound(caller)
  }, 60_000)

  it('set stock to a quantity while others sell, and none of it is lost', async () => {
    const id = await stocked(caller, 'COUNTED', 1_000)

    const counts = await statuses(
      Array.from({ length: 60 }, (_, n) =>
        n % 6 === 0
          ? caller.send('POST', '/inventory/adjust', {
              productId: id,
              quantity: 10_000 * (n + 1),
              reason: 'counted',
            })
          : caller.send('POST', '/inventory/sale', { productId: id, quantity: 1 }),
      ),
    )

    expect(counts).toEqual({ 201: 60 })
    await expectSound(caller)
  }, 60_000)
})

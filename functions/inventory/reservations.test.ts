import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addStocked, adjust, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const path = '/inventory/reservations'

async function reserve(t: TestApp, body: object): Promise<{ id: string }> {
  const res = await t.send('POST', path, body)
  expect(res.status).toBe(201)
  return res.json()
}

const stored = (t: TestApp) =>
  t.db
    .selectFrom('stockReservation')
    .select(['state', 'quantity', 'reference', 'movementId'])
    .orderBy('id')
    .execute()

async function figures(t: TestApp, productId: string) {
  const res = await t.send('GET', `/inventory/${productId}`)
  const { onHand, reserved, available, locations } = await res.json()
  return { onHand, reserved, available, places: locations.map((l: object) => Object.values(l)) }
}

describe.each(databases)('reservations on %s', (database) => {
  const open = () => testApp(app, { ...stockRights, database })

  it('set stock aside: product, level, record and audit entry agree', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10, { sku: 'MUG', name: 'Mug' })

    const res = await t.send('POST', path, { sku: 'mug', quantity: 4.5, reference: 'web 1042' })

    expect(res.status).toBe(201)
    const reservation = await res.json()
    expect(reservation).toEqual({
      id: expect.stringMatching(/^rsv_/),
      productId: mug.id,
      sku: 'MUG',
      name: 'Mug',
      locationId: MAIN_LOCATION_ID,
      quantity: 4.5,
      state: 'open',
      reference: 'web 1042',
      movementId: null,
      actor: { id: expect.stringMatching(/^usr_/), name: 'Test Owner (test)' },
      createdAt: '2026-03-02T10:00:00.000Z',
      closedAt: null,
    })
    expect(res.headers.get('location')).toBe(`/api${path}/${reservation.id}`)
    expect(await (await t.send('GET', `${path}/${reservation.id}`)).json()).toEqual(reservation)
    expect(await figures(t, mug.id)).toEqual({
      onHand: 10,
      reserved: 4.5,
      available: 5.5,
      places: [[MAIN_LOCATION_ID, 'main', 10, 4.5, 5.5]],
    })
    expect(await t.auditActions()).toEqual([
      'product.CREATE',
      'stock.ADJUSTMENT',
      'reservation.CREATE',
    ])
    await expectSound(t)
  })

  it('cannot take more than is available at the location, and leave no trace then', async () => {
    await using t = await open()
    const mug = await addStocked(t, 10)
    const shop = await addLocation(t, 'Shop')
    await adjust(t, { productId: mug.id, locationId: shop, change: 2 })
    await reserve(t, { productId: mug.id, quantity: 7 })

    const most = { productId: mug.id, quantity: 3.001 }
    const res = await t.send('POST', path, most)
    const elsewhere = await t.send('POST', path, { ...most, locationId: shop })

    expect(res.status).toBe(400)
    expect(await res.json()).toMatchObject({
      type: '/problems/insufficient-stock',
      productId: mug.id,
      locationId: MAIN_LOCATION_ID,
      requested: 3.001,
      available: 3,
    })
    expect(elsewhere.status).toBe(400)
    expect(await elsewhere.json()).toMatchObject({ locationId: shop, available: 2 })
    expect(await figures(t, mug.id)).toMatchObject({ onHand: 12, reserved: 7, available: 5 })
    expect(await stored(t)).toHaveLength(1)
    expect(await t.auditActions()).toHaveLength(5)
    await expectSound(t)
  })

  it('keep their stock from being sold, adjusted or moved away', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5)
    const toLocationId = await addLocation(t, 'Shop')
    await reserve(t, { productId: mug.id, quantity: 4 })
    const what = { productId: mug.id, quantity: 2 }

    const answers = [
      await t.send('POST', '/inventory/sale', what),
      await t.send('POST', '/inventory/adjust', { productId: mug.id, quantity: 3, reason: 'x' }),
      await t.send('POST', '/inventory/transfer', {
        ...what,
        fromLocationId: MAIN_LOCATION_ID,
        toLocationId,
      }),
    ]

    expect(answers.map((res) => res.status)).toEqual([400, 400, 400])
    expect(await figures(t, mug.id)).toMatchObject({ onHand: 5, reserved: 4 })
  })

  it('are released once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5)
    const { id } = await reserve(t, { productId: mug.id, quantity: 4 })
    t.advance(60_000)

    const res = await t.send('POST', `${path}/${id}/release`)
    const again = await t.send('POST', `${path}/${id}/release`)
    const sold = await t.send('POST', `${path}/${id}/sell`, {})

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({
      state: 'released',
      closedAt: '2026-03-02T10:01:00.000Z',
    })
    for (const refused of [again, sold]) {
      expect(refused.status).toBe(409)
      expect(await refused.json()).toMatchObject({
        type: '/problems/illegal-state',
        state: 'released',
      })
    }
    expect(await figures(t, mug.id)).toMatchObject({ onHand: 5, reserved: 0, available: 5 })
    expect((await t.auditActions()).slice(2)).toEqual(['reservation.CREATE', 'reservation.RELEASE'])
    const entry = await t.db
      .selectFrom('auditEntry')
      .select(['oldValues', 'newValues'])
      .where('action', '=', 'RELEASE')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(entry.oldValues ?? '')).toEqual({ state: 'open', closedAt: null })
    expect(JSON.parse(entry.newValues ?? '')).toMatchObject({ state: 'released' })
    await expectSound(t)
  })

  it('are sold through the ledger, at the price of the product unless said otherwise', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5, { price: '8.5' })
    const first = await reserve(t, { productId: mug.id, quantity: 4, reference: 'web 1' })
    const second = await reserve(t, { productId: mug.id, quantity: 1 })

    const res = await t.send('POST', `${path}/${first.id}/sell`, {})
    const other = await t.send('POST', `${path}/${second.id}/sell`, {
      unitPrice: '6',
      reference: 'till 7',
    })

    expect([res.status, other.status]).toEqual([201, 201])
    const sold = await res.json()
    expect(sold).toMatchObject({
      reservation: { id: first.id, state: 'sold', movementId: sold.movement.id },
      movement: { kind: 'sale', quantity: -4, unitPrice: '8.5', reference: 'web 1' },
      level: { onHand: 1, reserved: 1, available: 0 },
    })
    expect(res.headers.get('location')).toBe(`/api/inventory/movements/${sold.movement.id}`)
    expect(await other.json()).toMatchObject({
      movement: { quantity: -1, unitPrice: '6', reference: 'till 7' },
    })
    expect(await figures(t, mug.id)).toMatchObject({ onHand: 0, reserved: 0, available: 0 })
    expect(await stored(t)).toMatchObject([
      { state: 'sold', movementId: sold.movement.id },
      { state: 'sold' },
    ])
    expect((await t.auditActions()).slice(4)).toEqual([
      'stock.SALE',
      'reservation.SELL',
      'stock.SALE',
      'reservation.SELL',
    ])
    await expectSound(t)
  })

  it('give the last unit to one of twenty who ask at once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 1)

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => t.send('POST', path, { productId: mug.id, quantity: 1 })),
    )

    const statuses = answers.map((res) => res.status).toSorted()
    expect(statuses).toEqual([201, ...Array<number>(19).fill(400)])
    expect(await figures(t, mug.id)).toMatchObject({ onHand: 1, reserved: 1, available: 0 })
    expect(await stored(t)).toHaveLength(1)
    await expectSound(t)
  })

  it('are closed by one of many who release and sell at once', async () => {
    await using t = await open()
    const mug = await addStocked(t, 3)
    const { id } = await reserve(t, { productId: mug.id, quantity: 3 })

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        n % 2 === 0
          ? t.send('POST', `${path}/${id}/release`)
          : t.send('POST', `${path}/${id}/sell`, {}),
      ),
    )

    const done = answers.filter((res) => res.status < 300)
    expect(done).toHaveLength(1)
    expect(answers.filter((res) => res.status === 409)).toHaveLength(9)
    const isSold = done[0]?.status === 201
    expect(await figures(t, mug.id)).toMatchObject({ onHand: isSold ? 0 : 3, reserved: 0 })
    await expectSound(t)
  })

  it('are made once for equal requests with one Idempotency-Key', async () => {
    await using t = await open()
    const mug = await addStocked(t, 5)
    const ask = () =>
      t.send('POST', path, { productId: mug.id, quantity: 2 }, { 'idempotency-key': 'k' })

    const first = await ask()
    const second = await ask()

    expect(await second.json()).toEqual(await first.json())
    expect(await stored(t)).toHaveLength(1)
    expect(await figures(t, mug.id)).toMatchObject({ reserved: 2 })
  })
})

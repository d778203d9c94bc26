import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { seedOrder, seedPayment, seedSupplier } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['payments:read', 'payments:write', 'settings:write'] } as const

/** Ids page by page, two at a time. */
async function walk(t: TestApp, query: string): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  do {
    const res = await t.send('GET', `/payments?limit=2${query}${cursor}`)
    expect(res.status, await res.clone().text()).toBe(200)
    const page = await res.json()
    ids.push(...page.items.map((item: { id: string }) => item.id))
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
  } while (cursor !== '')
  return ids
}

/** Five payments, three with a due date, of which two share it. */
async function five(t: TestApp) {
  return t.seed(async (tx) => {
    const supplierId = await seedSupplier(tx)
    const order = await seedOrder(tx, { supplierId })
    const other = await seedSupplier(tx, 'Other')
    const made = []
    for (const given of [
      { orderId: order.id, supplierId, type: 'deposit', dueOn: '2026-03-01' },
      { supplierId: other, currency: 'USD' },
      { supplierId: other, status: 'paid', dueOn: '2026-02-01', paidOn: '2026-02-01' },
      { orderId: order.id, supplierId, status: 'failed', dueOn: '2026-03-01' },
      { supplierId: other },
      { supplierId: other, dueOn: '2026-03-02', status: 'sent' },
    ] as const) {
      made.push((await seedPayment(tx, given)).id)
    }
    return { ids: made, order, supplierId, other }
  })
}

describe.each(databases)('the list of payments on %s', (database) => {
  it('goes by due date, those without one after all others, up and down', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { ids } = await five(t)
    const at = (...places: number[]) => places.map((place) => ids[place])

    expect(await walk(t, '')).toEqual(at(2, 0, 3, 5, 1, 4))
    expect(await walk(t, '&sort=-dueOn')).toEqual(at(4, 1, 5, 3, 0, 2))
    expect(await walk(t, '&sort=createdAt')).toEqual(ids)
    expect(await walk(t, '&sort=-createdAt')).toEqual(ids.toReversed())
  })

  it('is narrowed by each filter, and by several at once', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { ids, order, supplierId, other } = await five(t)
    const at = (...places: number[]) => places.map((place) => ids[place])

    for (const [query, expected] of [
      [`&orderId=${order.id}`, at(0, 3)],
      [`&supplierId=${supplierId}`, at(0, 3)],
      [`&supplierId=${other}&currency=usd`, at(1)],
      ['&status=paid', at(2)],
      ['&type=deposit', at(0)],
      ['&overdue=true', at(0, 3)],
      ['&overdue=false', at(2, 5, 1, 4)],
      ['&overdue=true&status=failed', at(3)],
      ['&dueFrom=2026-03-01', at(0, 3, 5)],
      ['&dueTo=2026-03-01', at(2, 0, 3)],
      ['&dueFrom=2026-03-02&dueTo=2026-03-02', at(5)],
      ['&dueFrom=9999-12-31', []],
      ['&dueTo=9999-12-31', at(2, 0, 3, 5)],
    ] as const) {
      expect(await walk(t, query), query).toEqual(expected)
    }
  })

  it('neither skips nor repeats one when a due date is set between two pages', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { ids } = await five(t)
    const first = await (await t.send('GET', '/payments?limit=5')).json()

    await t.send('PATCH', `/payments/${ids[4] ?? ''}`, { dueOn: '2026-12-31' })
    const second = await t.send('GET', `/payments?limit=5&cursor=${first.nextCursor}`)

    expect(first.items.map((item: { id: string }) => item.id)).not.toContain(ids[4])
    expect((await second.json()).items).toEqual([])
    expect(await walk(t, '')).toEqual([ids[2], ids[0], ids[3], ids[5], ids[4], ids[1]])
  })
})

describe('the list of payments', () => {
  it.each([
    'status=late',
    'type=gift',
    'overdue=maybe',
    'dueFrom=2026-02-30',
    'dueTo=31.12.2026',
    'orderId=sup_01JB2QK3V5X7Z9B1D3F5H7J9M1',
    'currency=EURO',
    'sort=amount',
    'limit=101',
    'color=red',
  ])('refuses %s', async (query) => {
    await using t = await testApp(app, rights)

    const res = await t.send('GET', `/payments?${query}`)

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([
      { path: `query.${query.split('=')[0] ?? ''}` },
    ])
  })

  // The same instant is three days: the 28th, the 29th and the 30th of March, when Europe loses an
  // hour; and the turn of a quarter.
  it.each([
    ['Pacific/Midway', '2026-03-29T10:59:59Z', '2026-03-28', '2026-03-27'],
    ['Pacific/Midway', '2026-03-29T11:00:00Z', '2026-03-29', '2026-03-28'],
    ['Pacific/Kiritimati', '2026-03-29T09:59:59Z', '2026-03-29', '2026-03-28'],
    ['Pacific/Kiritimati', '2026-03-29T10:00:00Z', '2026-03-30', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29', '2026-03-28'],
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25', '2026-10-24'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-26', '2026-10-25'],
    ['Pacific/Midway', '2026-10-01T10:59:59Z', '2026-09-30', '2026-09-29'],
    ['Pacific/Kiritimati', '2026-09-30T10:00:00Z', '2026-10-01', '2026-09-30'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01', '2026-12-31'],
  ])(
    'in %s at %s it is %s, and what was due on %s is overdue',
    async (timeZone, now, today, yesterday) => {
      await using t = await testApp(app, { ...rights, now })
      await t.send('PATCH', '/settings', { timeZone })
      const [late, due] = await t.seed(async (tx) => {
        const supplierId = await seedSupplier(tx)
        return [
          await seedPayment(tx, { supplierId, dueOn: yesterday }),
          await seedPayment(tx, { supplierId, dueOn: today }),
        ] as const
      })

      const listed = await (await t.send('GET', '/payments?overdue=true')).json()
      const read = await (await t.send('GET', `/payments/${due.id}`)).json()
      const summary = await (await t.send('GET', '/payments/summary')).json()

      expect(listed.items).toMatchObject([{ id: late.id, overdue: true }])
      expect(read).toMatchObject({ overdue: false })
      expect(summary).toMatchObject({
        today,
        currencies: [{ overdue: '100.00', dueIn7Days: '100.00' }],
      })
      t.advance(24 * 3_600_000)
      expect((await (await t.send('GET', '/payments?overdue=true')).json()).items).toHaveLength(2)
    },
  )
})

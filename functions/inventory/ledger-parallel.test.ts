import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addStocked, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const PRODUCTS = 3
const AT_ONCE = 12

const goods = {
  product: fc.nat(PRODUCTS - 1),
  place: fc.nat(1),
  /** In 1/1,000, so that the test adds up in integers. */
  quantity: fc.integer({ min: 1, max: 9_000 }),
}
const act = fc.oneof(
  fc.record({
    do: fc.constantFrom('sale', 'found', 'lost', 'set', 'transfer', 'reserve'),
    ...goods,
  }),
  fc.record({
    do: fc.constant('bulk' as const),
    lines: fc.array(fc.record(goods), { minLength: 2, maxLength: 7 }),
  }),
  fc.record({ do: fc.constantFrom('undo', 'return', 'sell', 'release'), which: fc.nat(100) }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

interface MovedHere {
  id: string
  kind: string
  productId: string
  locationId: string
  quantity: number
}

/** What clients were told by the answers to what was accepted. */
class Told {
  readonly movements: MovedHere[] = []
  readonly reservations: string[] = []
  readonly statuses = new Set<number>()

  ids(kind?: string): string[] {
    return this.movements
      .filter((one) => kind === undefined || one.kind === kind)
      .map(({ id }) => id)
  }

  async take(res: Response): Promise<void> {
    this.statuses.add(res.status)
    const body = await res.json()
    if (res.status !== 201) return
    this.movements.push(...(body.movements ?? (body.movement ? [body.movement] : [])))
    if (String(body.id).startsWith('rsv_')) this.reservations.push(body.id)
  }
}

/** Path and body of what is asked for; undefined when nothing is there yet to do it with. */
function requestOf(
  one: Act,
  told: Told,
  { products, places }: { products: readonly string[]; places: readonly string[] },
): [path: string, body: object] | undefined {
  const at = ({
    product,
    place,
    quantity,
  }: {
    product: number
    place: number
    quantity: number
  }) => ({
    productId: products[product],
    locationId: places[place],
    quantity: quantity / 1_000,
  })
  const known = (ids: readonly string[], which: number) => ids[which % Math.max(1, ids.length)]
  if ('lines' in one) return ['bulk-sale', { lines: one.lines.map(at) }]
  if ('which' in one) {
    const from = { undo: told.ids(), return: told.ids('sale') }
    const id = known(
      one.do === 'undo' || one.do === 'return' ? from[one.do] : told.reservations,
      one.which,
    )
    if (id === undefined) return undefined
    if (one.do === 'undo') return [`movements/${id}/reverse`, {}]
    if (one.do === 'return') return ['return', { movementId: id, quantity: 0.5 }]
    return [`reservations/${id}/${one.do}`, {}]
  }
  const { productId, locationId, quantity } = at(one)
  const reason = 'a step'
  switch (one.do) {
    case 'found':
      return ['adjust', { productId, locationId, change: quantity, reason }]
    case 'lost':
      return ['adjust', { productId, locationId, change: -quantity, reason }]
    case 'set':
      return ['adjust', { productId, locationId, quantity, reason }]
    case 'transfer': {
      const toLocationId = places[1 - one.place]
      return ['transfer', { productId, fromLocationId: locationId, toLocationId, quantity }]
    }
    case 'reserve':
      return ['reservations', { productId, locationId, quantity }]
    default:
      return ['sale', { productId, locationId, quantity }]
  }
}

/** What is on hand by product and place, as the database has it. */
async function levels(t: TestApp, products: readonly string[]): Promise<Map<string, number>> {
  const rows = await t.db
    .selectFrom('stockLevel')
    .select(['productId', 'locationId', 'onHand', 'reserved'])
    .where('productId', 'in', products)
    .execute()
  for (const { onHand, reserved } of rows) expect(reserved).toBeLessThanOrEqual(onHand)
  return new Map(
    rows.map(({ productId, locationId, onHand }) => [`${productId} ${locationId}`, onHand]),
  )
}

describe.each(databases)('any stock operations at once on %s', (database) => {
  it('leave what their answers add up to, and never fail', async () => {
    await using t = await testApp(app, { ...stockRights, database })
    const places = [MAIN_LOCATION_ID, await addLocation(t, 'Shop')]

    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 80 }), async (acts) => {
        const products: string[] = []
        for (let n = 0; n < PRODUCTS; n++) products.push((await addStocked(t, 10)).id)
        const told = new Told()
        for (let start = 0; start < acts.length; start += AT_ONCE) {
          const requests = acts
            .slice(start, start + AT_ONCE)
            .map((one) => requestOf(one, told, { products, places }))
            .filter((request) => request !== undefined)
          await Promise.all(
            requests.map(async ([path, body]) =>
              told.take(await t.send('POST', `/inventory/${path}`, body)),
            ),
          )
        }

        const sums = new Map(products.map((id) => [`${id} ${MAIN_LOCATION_ID}`, 10_000]))
        for (const { productId, locationId, quantity } of told.movements) {
          const key = `${productId} ${locationId}`
          sums.set(key, (sums.get(key) ?? 0) + Math.round(quantity * 1_000))
        }
        expect(await levels(t, products)).toEqual(sums)
        for (const status of told.statuses) expect([200, 201, 400, 409]).toContain(status)
      }),
      // What happens at once happens otherwise the next time, so there is nothing to be made smaller.
      { numRuns: database === 'sqlite' ? 20 : 8, endOnFailure: true },
    )
    await expectSound(t)
  }, 60_000)
})

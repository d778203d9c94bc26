import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLocation, addProduct, expectSound, stockRights } from '#shared/testing/goods.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const PRODUCTS = 3
const PLACES = 2

const product = fc.nat(PRODUCTS - 1)
const place = fc.nat(PLACES - 1)
/** In 1/1,000, so that the test adds up in integers. */
const quantity = fc.integer({ min: 1, max: 9_000 })

const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), product, place, quantity }),
  fc.record({ do: fc.constant('remove' as const), product, place, quantity }),
  fc.record({ do: fc.constant('set' as const), product, place, quantity }),
  fc.record({ do: fc.constant('sell' as const), product, place, quantity }),
  fc.record({ do: fc.constant('return' as const), product, place, quantity }),
  fc.record({ do: fc.constant('transfer' as const), product, place, quantity }),
  fc.record({
    do: fc.constant('bulk' as const),
    lines: fc.array(fc.record({ product, place, quantity }), { minLength: 1, maxLength: 7 }),
  }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(50) }),
)
type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & object

/** The shop as the test believes it to be. */
class Model {
  readonly levels = Array.from({ length: PRODUCTS }, () => Array.from({ length: PLACES }, () => 0))
  /** Movements that were accepted: what an undo of each must do. */
  readonly batches: { id: string; parts: [product: number, place: number, quantity: number][] }[] =
    []

  level(product: number, place: number): number {
    return this.levels[product]?.[place] ?? 0
  }

  add(product: number, place: number, quantity: number): void {
    const levels = this.levels[product]
    if (levels) levels[place] = this.level(product, place) + quantity
  }
}

class Shop {
  readonly #t: TestApp
  readonly #products: string[]
  readonly #places: string[]

  constructor(t: TestApp, products: string[], places: string[]) {
    this.#t = t
    this.#products = products
    this.#places = places
  }

  /** Does a step, and says whether it was accepted and which movements it left. */
  async take(one: Step, model: Model): Promise<{ accepted: boolean; movements: string[] }> {
    const res = await this.#send(one, model)
    if (res === undefined) return { accepted: false, movements: [] }
    expect([201, 400, 409], JSON.stringify(one)).toContain(res.status)
    const body = await res.json()
    const all = body.movements ?? (body.movement ? [body.movement] : [])
    return { accepted: res.status === 201, movements: all.map((m: { id: string }) => m.id) }
  }

  #send(one: Step, model: Model): Promise<Response> | undefined {
    const post = (path: string, body: object) => this.#t.send('POST', `/inventory/${path}`, body)
    const reason = 'a step'
    switch (one.do) {
      case 'add':
        return post('adjust', { ...this.#at(one), change: one.quantity / 1_000, reason })
      case 'remove':
        return post('adjust', { ...this.#at(one), change: -one.quantity / 1_000, reason })
      case 'set':
        return post('adjust', { ...this.#at(one), quantity: one.quantity / 1_000, reason })
      case 'sell':
        return post('sale', { ...this.#at(one), quantity: one.quantity / 1_000 })
      case 'return':
        return post('return', { ...this.#at(one), quantity: one.quantity / 1_000 })
      case 'transfer': {
        const { productId, locationId } = this.#at(one)
        const toLocationId = this.#places[(one.place + 1) % PLACES]
        const quantity = one.quantity / 1_000
        return post('transfer', { productId, fromLocationId: locationId, toLocationId, quantity })
      }
      case 'bulk': {
        const lines = one.lines.map((line) => ({
          ...this.#at(line),
          quantity: line.quantity / 1_000,
        }))
        return post('bulk-sale', { lines })
      }
      case 'undo': {
        const batch = model.batches[one.which % Math.max(1, model.batches.length)]
        return batch && post(`movements/${batch.id}/reverse`, {})
      }
    }
  }

  #at({ product, place }: { product: number; place: number }) {
    return { productId: this.#products[product], locationId: this.#places[place] }
  }

  async levels(): Promise<number[][]> {
    const rows = await this.#t.db
      .selectFrom('stockLevel')
      .select(['productId', 'locationId', 'onHand'])
      .execute()
    const at = (productId: string, locationId: string) =>
      rows.find((row) => row.productId === productId && row.locationId === locationId)?.onHand ?? 0
    return this.#products.map((id) => this.#places.map((location) => at(id, location)))
  }
}

/** What an accepted step changes, by part; undefined when it must be refused. */
function expected(one: Step, model: Model): [number, number, number][] | undefined {
  switch (one.do) {
    case 'add':
    case 'return':
      return [[one.product, one.place, one.quantity]]
    case 'remove':
    case 'sell':
      return enough(model, [[one.product, one.place, -one.quantity]])
    case 'set': {
      const change = one.quantity - model.level(one.product, one.place)
      return change === 0 ? undefined : [[one.product, one.place, change]]
    }
    case 'transfer':
      return enough(model, [
        [one.product, one.place, -one.quantity],
        [one.product, (one.place + 1) % PLACES, one.quantity],
      ])
    case 'bulk':
      return enough(
        model,
        one.lines.map((line) => [line.product, line.place, -line.quantity]),
      )
    case 'undo': {
      const batch = model.batches[one.which % Math.max(1, model.batches.length)]
      if (!batch) return undefined
      return enough(
        model,
        batch.parts.map(([product, place, quantity]) => [product, place, -quantity]),
      )
    }
  }
}

function enough(
  model: Model,
  parts: [number, number, number][],
): [number, number, number][] | undefined {
  const sums = new Map<string, number>()
  for (const [product, place, quantity] of parts) {
    const key = `${product} ${place}`
    const sum = (sums.get(key) ?? model.level(product, place)) + quantity
    sums.set(key, sum)
  }
  return [...sums.values()].every((sum) => sum >= 0) ? parts : undefined
}

function note(one: Step, model: Model, parts: [number, number, number][], movements: string[]) {
  for (const part of parts) model.add(...part)
  if (one.do === 'undo') {
    model.batches.splice(one.which % model.batches.length, 1)
    return
  }
  // Each line of a bulk sale can be taken back by itself; a transfer only as a whole.
  if (one.do === 'bulk') {
    for (const [n, part] of parts.entries()) {
      model.batches.push({ id: movements[n] ?? '', parts: [part] })
    }
  } else model.batches.push({ id: movements[0] ?? '', parts })
}

describe.each(databases)('any sequence of stock operations on %s', (database) => {
  it('leaves what its accepted steps add up to, and nothing of the refused ones', async () => {
    await using t = await testApp(app, { ...stockRights, database })
    const places = [MAIN_LOCATION_ID, await addLocation(t, 'Shop')]

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const products: string[] = []
        for (let n = 0; n < PRODUCTS; n++) products.push((await addProduct(t)).id)
        const shop = new Shop(t, products, places)
        const model = new Model()
        for (const one of steps) {
          const parts = expected(one, model)
          const { accepted, movements } = await shop.take(one, model)
          expect(accepted, `${JSON.stringify(one)} on ${JSON.stringify(model.levels)}`).toBe(
            parts !== undefined,
          )
          if (parts) note(one, model, parts, movements)
          expect(await shop.levels()).toEqual(model.levels)
        }
        await expectSound(t)
      }),
      { numRuns: database === 'sqlite' ? 60 : 15 },
    )
  }, 60_000)
})

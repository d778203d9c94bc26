import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { randomSource } from '../../../bench/seed.ts'
import type { DemoProduct } from './catalogue.ts'
import type { Past } from './past.ts'

export const DAYS = 90
const SALES_A_DAY = 5

/** What lay on the shelves when the demo begins; some of it will not last. */
export async function stockUp(past: Past, products: readonly DemoProduct[]): Promise<void> {
  const random = randomSource(13)
  past.goTo(DAYS + 1)
  for (const product of products) {
    const days = 70 + random() * 130
    product.onHand = Math.ceil(product.demand * days) + Math.floor(random() * 12)
    if (product.onHand === 0) continue
    await past.ask('POST', '/inventory/adjust', {
      productId: product.id,
      quantity: product.onHand,
      unitCost: String(product.cost),
      reason: 'opening stock',
    })
  }
}

/** A day of a shop: sales from morning to evening, more on Saturdays, now and then a breakage. */
export async function tradeDay(
  past: Past,
  products: readonly DemoProduct[],
  daysAgo: number,
): Promise<void> {
  const random = randomSource(1_000 + daysAgo)
  const weekday = new Date(`${past.day(daysAgo)}T00:00:00Z`).getUTCDay()
  const busy = weekday === 0 ? 0.4 : weekday === 6 ? 1.8 : 1
  const baskets = Array.from({ length: SALES_A_DAY }, () => new Map<DemoProduct, number>())
  for (const product of products) {
    const wanted = product.demand * busy * random() * 2
    const quantity = Math.min(Math.floor(wanted + random()), product.onHand)
    const basket = baskets[Math.floor(random() * SALES_A_DAY)]
    if (quantity > 0) basket?.set(product, quantity)
  }
  for (const [index, basket] of baskets.entries()) {
    if (basket.size === 0) continue
    past.goTo(daysAgo, 9 + index * 2)
    const lines = [...basket].map(([{ id: productId }, quantity]) => ({ productId, quantity }))
    const reference = `till 1, receipt ${String(10_000 - daysAgo * 10 + index)}`
    const sold = await past.send<{ lines?: { productId: string; available: number }[] }>(
      'POST',
      '/inventory/bulk-sale',
      { lines, reference },
    )
    // Counts and customers took some of it: what is really there, the refusal says.
    for (const { productId, available } of sold.body.lines ?? []) {
      const short = products.find(({ id }) => id === productId)
      if (short) short.onHand = available
    }
    if (sold.status !== 201) continue
    for (const [product, quantity] of basket) product.onHand -= quantity
  }
  const broken = products[Math.floor(random() * products.length)]
  if (broken && broken.onHand > 0 && daysAgo % 6 === 0) {
    await past.ask('POST', '/inventory/adjust', {
      productId: broken.id,
      change: -1,
      reason: 'broken',
    })
    broken.onHand -= 1
  }
}

/** What else happens in a shop: places, transfers, counts, prices, goods held for customers. */
export async function keepStock(past: Past, products: readonly DemoProduct[]): Promise<void> {
  past.goTo(20)
  const shop = await past.ask('POST', '/locations', {
    name: 'Shop',
    address: 'Deichstraße 7, Hamburg',
  })
  await past.ask('POST', '/locations', { name: 'Market stall' })
  const well = products.filter(({ onHand }) => onHand > 20)
  for (const product of well.slice(0, 25)) {
    await past.ask('POST', '/inventory/transfer', {
      productId: product.id,
      fromLocationId: MAIN_LOCATION_ID,
      toLocationId: shop.id,
      quantity: 6,
      reason: 'for the shop window',
    })
    product.onHand -= 6
  }
  past.goTo(12)
  for (const { id, cost } of products.slice(0, 12)) {
    const { version } = await past.ask<{ version: number }>('GET', `/products/${id}`)
    await past.ask('PATCH', `/products/${id}`, { price: (cost * 2.9).toFixed(2), version })
  }
  await count(past, well.slice(0, 14), 9, true)
  await count(past, well.slice(14, 40), 0, false)
  past.goTo(2)
  for (const [index, product] of well.slice(3, 6).entries()) {
    const reference = `web shop ${String(1_042 + index)}`
    await past.ask('POST', '/inventory/reservations', {
      productId: product.id,
      quantity: 2,
      reference,
    })
  }
  const [dear] = well
  if (!dear) return
  const body = {
    productId: dear.id,
    amount: '48.5',
    reason: 'late freight bill',
    reference: 'F-2231',
  }
  await past.ask('POST', '/inventory/revaluations', body)
}

async function count(
  past: Past,
  products: readonly DemoProduct[],
  daysAgo: number,
  isPosted: boolean,
): Promise<void> {
  past.goTo(daysAgo, 8)
  const { id } = await past.ask('POST', '/inventory/counts', {
    productIds: products.map((product) => product.id),
    note: isPosted ? 'Shelf A' : 'Shelf B, before the season',
  })
  const { items } = await past.ask<{ items: { productId: string; expected: number }[] }>(
    'GET',
    `/inventory/counts/${id}/lines?limit=100`,
  )
  const counted = isPosted ? items : items.slice(0, 9)
  const lines = counted.map(({ productId, expected }, index) => ({
    productId,
    counted: Math.max(0, expected - (index % 5 === 2 ? 1 : 0)),
  }))
  await past.ask('PATCH', `/inventory/counts/${id}/lines`, { lines })
  if (isPosted) await past.ask('POST', `/inventory/counts/${id}/post`, {})
}

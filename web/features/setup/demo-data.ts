import { addDays } from '#shared/domain/days.ts'
import { api, once, take, type Taken } from '#web/lib/api/client.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'
import type { Locale } from '#web/lib/i18n/locales.ts'
import { demoColours, demoOrders, demoSuppliers, demoThings, demoWord } from './demo-catalogue.ts'
import { makeOrder } from './demo-orders.ts'

export const demoParts = ['suppliers', 'products', 'stock', 'orders', 'sales'] as const
export type DemoPart = (typeof demoParts)[number]

export interface DemoProgress {
  part: DemoPart
  done: number
  total: number
}

interface DemoChoice {
  locale: Locale
  /** The day that it is for the company. */
  today: string
  signal: AbortSignal
  onProgress: (progress: DemoProgress) => void
}

export type DemoProduct = Pick<Taken<(typeof api.products)['$post']>, 'id' | 'sku' | 'cost'>

const COLOURS = 4
const PRODUCTS = demoThings.length * COLOURS
/** So many receipts of the till, each with a few products. */
const SALES = 20

/**
 * Fills the company with goods, suppliers, orders, sales and payments to look around with, by the
 * calls that the pages make. Every call has a key of its own that is always the same: beginning
 * again after a stop goes on where it was, and makes nothing twice.
 *
 * @returns false when it was stopped
 */
export async function makeDemoData(choice: DemoChoice): Promise<boolean> {
  const total = demoSuppliers.length + 2 * PRODUCTS + demoOrders.length + SALES
  let done = 0
  const suppliers: string[] = []
  const products: DemoProduct[] = []
  const parts: Readonly<Record<DemoPart, readonly (() => Promise<unknown>)[]>> = {
    suppliers: demoSuppliers.map((_, index) => async () => {
      suppliers.push(await makeSupplier(index, choice.locale))
    }),
    products: Array.from({ length: PRODUCTS }, (_, index) => async () => {
      products.push(await makeProduct(index, suppliers, choice.locale))
    }),
    stock: Array.from({ length: PRODUCTS }, (_, index) => () => addStock(index, products)),
    orders: demoOrders.map((order, index) => () => {
      const goods = products.filter((_, at) => thingAt(at)?.supplier === order.supplier)
      const supplierId = suppliers[order.supplier] ?? ''
      const wantedOn = addDays(choice.today, order.wantedIn)
      return makeOrder(index, { ...order, supplierId, wantedOn, goods: goods.slice(0, 5) })
    }),
    sales: Array.from({ length: SALES }, (_, index) => () => sell(index, products)),
  }
  for (const part of demoParts) {
    for (const step of parts[part]) {
      if (choice.signal.aborted) return false
      choice.onProgress({ part, done, total })
      await patiently(step)
      done += 1
    }
  }
  choice.onProgress({ part: 'sales', done, total })
  return true
}

/** Does it once more after the wait that a limit of requests demands. */
async function patiently(step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (error) {
    const wait = error instanceof ApiProblem ? error.problem['retryAfterSeconds'] : undefined
    if (typeof wait !== 'number') throw error
    await new Promise((resolve) => setTimeout(resolve, wait * 1_000))
    await step()
  }
}

function thingAt(product: number) {
  return demoThings[Math.floor(product / COLOURS)]
}

async function makeSupplier(index: number, locale: Locale): Promise<string> {
  const supplier = demoSuppliers[index]
  if (!supplier) throw new Error(`there is no demo supplier ${index}`)
  const { name, ...facts } = supplier
  const json = { ...facts, name: `${name} (${demoWord[locale]})`, code: `DEMO-${index + 1}` }
  const { id } = await take(api.suppliers.$post({ json }, once(`demo-supplier-${index}-${locale}`)))
  return id
}

async function makeProduct(
  index: number,
  suppliers: readonly string[],
  locale: Locale,
): Promise<DemoProduct> {
  const thing = thingAt(index)
  if (!thing) throw new Error(`there is no demo product ${index}`)
  const colour = demoColours[locale][index % COLOURS] ?? ''
  const json = {
    sku: `DEMO-${String(index + 1).padStart(3, '0')}`,
    name: `${thing.names[locale]}, ${colour} (${demoWord[locale]})`,
    barcode: barcodeOf(index),
    cost: thing.cost,
    price: thing.price,
    reorderPoint: 10,
    reorderQuantity: 24,
    supplierId: suppliers[thing.supplier] ?? null,
  }
  return take(api.products.$post({ json }, once(`demo-product-${index}-${locale}`)))
}

/** An EAN-13 of the range that shops use inside their own walls. */
function barcodeOf(index: number): string {
  const digits = `29990000${String(index + 1).padStart(4, '0')}`
  const sum = Array.from(digits, (digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 3)).reduce(
    (total, value) => total + value,
    0,
  )
  return digits + String((10 - (sum % 10)) % 10)
}

/** Between none and eighty pieces, so that some run low and some are out. */
async function addStock(index: number, products: readonly DemoProduct[]): Promise<void> {
  const product = products[index]
  const quantity = index % 13 === 5 ? 0 : 6 + ((index * 37) % 75)
  if (!product || quantity === 0) return
  const json = { productId: product.id, quantity, unitCost: product.cost, reason: 'demo data' }
  await take(api.inventory.adjust.$post({ json }, once(`demo-stock-${product.id}`)))
}

/** A receipt of the till with a few products, of which there are enough. */
async function sell(index: number, products: readonly DemoProduct[]): Promise<void> {
  const lines = [index, index + 20, index + 40]
    .filter((at) => at % 13 !== 5)
    .flatMap((at) => products[at] ?? [])
    .map(({ id }, at) => ({ productId: id, quantity: 1 + ((index + at) % 4) }))
  if (lines.length === 0) return
  const json = { lines, reference: `demo ${index + 1}` }
  const [first] = lines
  const key = once(`demo-sale-${index}-${first?.productId ?? ''}`)
  await take(api.inventory['bulk-sale'].$post({ json }, key))
}

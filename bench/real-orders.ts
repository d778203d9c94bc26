import { existsSync } from 'node:fs'
import type { Movement, Verification } from '#shared/schemas/inventory.ts'
import type { Order } from '#shared/schemas/orders.ts'
import type { Product } from '#shared/schemas/products.ts'
import { type Api, openApi } from './api.ts'
import { Counts } from './counts.ts'
import { adventurePurchases, type Purchase } from './purchase-files.ts'
import { adventureProducts, adventureVendors } from './real-files.ts'

// Buys through the HTTP API what AdventureWorks bought in three and a half years, into a database of
// its own, and compares the stock with the files: node bench/real-orders.ts FOLDER [URL of a server
// that was never set up]

/** Sends JSON, and gives the answer if it has that status. */
async function call<T>(api: Api, status: number, method: string, path: string, body?: object) {
  const res = await api.send(method, path, body && JSON.stringify(body))
  if (res.status !== status) {
    throw new Error(`${method} ${path}: ${res.status} ${await res.text()}`)
  }
  return (await res.json()) as T
}

async function allItems<T>(api: Api, path: string): Promise<T[]> {
  const items: T[] = []
  let next: string | null = ''
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`
    const page: { items: T[]; nextCursor: string | null } = await call(
      api,
      200,
      'GET',
      `${path}?limit=100${cursor}`,
    )
    items.push(...page.items)
    next = page.nextCursor
  }
  return items
}

/** Ids by what the files know a record by. */
interface Ids {
  suppliers: Map<string, string>
  products: Map<string, string>
}

async function makeCatalogue(api: Api, folder: string): Promise<Ids> {
  await call(api, 200, 'PATCH', '/settings', { currency: 'USD' })
  const suppliers = new Map<string, string>()
  for (const vendor of await adventureVendors(folder)) {
    const { id, code } = await call<{ id: string; code: string }>(
      api,
      201,
      'POST',
      '/suppliers',
      vendor,
    )
    suppliers.set(code, id)
  }
  const csv = await adventureProducts(folder)
  const res = await api.send('POST', '/products/import', csv, 'text/csv')
  if (!res.ok) throw new Error(`products: ${res.status} ${await res.text()}`)
  const products = await allItems<Product>(api, '/products')
  return { suppliers, products: new Map(products.map(({ sku, id }) => [sku, id])) }
}

/** What came of one purchase: the order at its end, and what went into stock. */
interface Bought {
  order: Order
  subtotal: string
  movements: Movement[]
}

/** Orders, receives and closes one purchase as the files tell it. */
async function buy(api: Api, purchase: Purchase, ids: Ids): Promise<Bought> {
  let order = await call<Order>(api, 201, 'POST', '/orders', {
    supplierId: ids.suppliers.get(purchase.vendorCode),
    currency: 'USD',
    expectedOn: purchase.expectedOn,
    supplierReference: purchase.id,
    tax: purchase.tax,
    shipping: purchase.freight,
    lines: purchase.lines.map(({ productNumber, ordered, unitPrice }) => ({
      productId: ids.products.get(productNumber),
      quantity: ordered,
      unitCost: unitPrice,
    })),
  })
  const { subtotal } = order
  // Goods came of every order in the files, the pending ones included: each was ordered at least.
  while (order.stage !== 'ordered') order = await advance(api, order)
  const received = await receive(api, purchase, order)
  return { ...received, order: await close(api, purchase, received.order), subtotal }
}

function advance(api: Api, { id }: Order, body: object = {}): Promise<Order> {
  return call<Order>(api, 200, 'POST', `/orders/${id}/advance`, body)
}

async function receive(api: Api, { lines }: Purchase, order: Order) {
  const delivered = lines.flatMap(({ received, rejected }, index) =>
    received === 0
      ? []
      : [{ lineId: order.lines[index]?.id, quantity: received, rejectedQuantity: rejected }],
  )
  if (delivered.length === 0) return { order, movements: [] }
  return call<{ order: Order; movements: Movement[] }>(api, 201, 'POST', '/inventory/receive', {
    orderId: order.id,
    lines: delivered,
  })
}

/** A complete order gives up what did not come; a rejected one is cancelled. */
async function close(api: Api, { status }: Purchase, order: Order): Promise<Order> {
  if (status === 'pending' || status === 'approved') return order
  if (status === 'rejected' && order.receiptStatus === 'none') {
    return call<Order>(api, 200, 'POST', `/orders/${order.id}/cancel`, { reason: 'rejected' })
  }
  let after = order
  for (const { id, openQuantity } of order.lines) {
    if (openQuantity === 0) continue
    const path = `/orders/${order.id}/lines/${id}/cancel-remaining`
    after = await call<Order>(api, 200, 'POST', path, { reason: 'did not come' })
  }
  return status === 'complete' ? advance(api, after, { waiveUnpaid: true }) : after
}

/** What the files say, each figure for itself. */
function expectations(purchases: readonly Purchase[]) {
  const lines = purchases.flatMap((purchase) => purchase.lines)
  const stock = new Map<string, number>()
  for (const { productNumber, stocked } of lines) {
    stock.set(productNumber, (stock.get(productNumber) ?? 0) + stocked)
  }
  const gaveNothing = (purchase: Purchase) => purchase.lines.every(({ stocked }) => stocked === 0)
  const gaveAll = (purchase: Purchase) =>
    purchase.lines.every(({ ordered, stocked }) => stocked === ordered)
  const ofStatus = (...wanted: Purchase['status'][]) =>
    purchases.filter(({ status }) => wanted.includes(status))
  const open = ofStatus('pending', 'approved')
  const rejected = ofStatus('rejected')
  return {
    stock,
    lines: lines.length,
    short: lines.filter(({ ordered, received }) => received < ordered).length,
    withRejects: lines.filter((line) => line.rejected > 0).length,
    stockedLines: lines.filter(({ stocked }) => stocked > 0).length,
    completed: ofStatus('complete').length,
    cancelled: rejected.filter(gaveNothing).length,
    received:
      open.filter(gaveAll).length + rejected.filter((purchase) => !gaveNothing(purchase)).length,
    ordered: open.filter((purchase) => !gaveAll(purchase)).length,
    cents: lines.reduce((sum, line) => sum + centsOf(line.ordered, line.unitPrice), 0n),
  }
}

/** Quantity times price in cents, rounded half up; the price has at most four decimals. */
function centsOf(quantity: number, price: string): bigint {
  const [whole = '', fraction = ''] = price.split('.')
  const exact = BigInt(whole + fraction.padEnd(4, '0')) * BigInt(quantity)
  return (exact + 50n) / 100n
}

async function compare(
  api: Api,
  purchases: readonly Purchase[],
  bought: readonly Bought[],
): Promise<Counts> {
  const expected = expectations(purchases)
  const counts = new Counts()
  const lines = bought.flatMap(({ order }) => order.lines)
  const inStage = async (stage: string) => {
    const orders = await call<{ items: { stage: string; orders: number }[] }>(
      api,
      200,
      'GET',
      '/orders/stages',
    )
    return orders.items.find((item) => item.stage === stage)?.orders ?? 0
  }
  counts.add('purchase orders', 4_012, bought.length)
  counts.add('  lines', 8_845, lines.length)
  counts.add('  lines as counted in the file', expected.lines, lines.length)
  const cents = bought.reduce((sum, { subtotal }) => sum + BigInt(subtotal.replace('.', '')), 0n)
  counts.add('  subtotals in cents', Number(expected.cents), Number(cents))
  for (const stage of ['completed', 'cancelled', 'received', 'ordered'] as const) {
    counts.add(`  ${stage}`, expected[stage], await inStage(stage))
  }
  const short = lines.filter(
    (line) => line.receivedQuantity + line.rejectedQuantity < line.quantity,
  ).length
  counts.add('lines of which less came than was ordered', 380, short)
  counts.add('  as counted in the file', expected.short, short)
  const withRejects = lines.filter((line) => line.rejectedQuantity > 0).length
  counts.add('lines with rejected goods', 563, withRejects)
  counts.add('  as counted in the file', expected.withRejects, withRejects)
  const movements = bought.flatMap((one) => one.movements).length
  counts.add('movements into stock', expected.stockedLines, movements)
  await compareStock(api, expected.stock, movements, counts)
  return counts
}

async function compareStock(
  api: Api,
  stock: ReadonlyMap<string, number>,
  movements: number,
  counts: Counts,
): Promise<void> {
  const products = await allItems<Product>(api, '/products')
  const differing = products.filter(({ sku, onHand }) => onHand !== (stock.get(sku) ?? 0))
  for (const { sku, onHand } of differing.slice(0, 10)) {
    console.log(`${sku}: ${onHand} on hand, the file has ${stock.get(sku) ?? 0}`)
  }
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
  counts.add('products', 504, products.length)
  counts.add('  that were bought', 265, stock.size)
  counts.add('  whose stock differs from the file', 0, differing.length)
  const onHand = sum(products.map((product) => product.onHand))
  counts.add('units on hand altogether', sum(stock.values()), onHand)
  const verified = await call<Verification>(api, 200, 'GET', '/inventory/verify')
  counts.add('movements that the ledger verified', movements, verified.movements)
  counts.add('  problems that it found', 0, verified.problems.length + (verified.ok ? 0 : 1))
}

async function main(folder: string | undefined, url: string | undefined): Promise<number> {
  if (folder === undefined) {
    console.error('usage: node bench/real-orders.ts FOLDER [URL]')
    return 2
  }
  const needed = 'adventureworks/purchase_orders.csv'
  if (!existsSync(`${folder}/${needed}`)) {
    console.log(`skipped: there is no real data in ${folder} (${needed} is missing)`)
    return 0
  }
  const purchases = await adventurePurchases(folder)
  const api = await openApi(url, process.env['DATABASE_URL'])
  try {
    const ids = await makeCatalogue(api, folder)
    const start = performance.now()
    const bought: Bought[] = []
    for (const purchase of purchases) {
      bought.push(await buy(api, purchase, ids))
      if (bought.length % 1_000 === 0) console.log(`${bought.length} orders bought`)
    }
    const seconds = (performance.now() - start) / 1000
    console.log(`${bought.length} orders in ${seconds.toFixed(1)} s, one after the other`)
    return (await compare(api, purchases, bought)).print() ? 0 : 1
  } finally {
    await api.close()
  }
}

process.exitCode = await main(process.argv[2], process.argv[3])

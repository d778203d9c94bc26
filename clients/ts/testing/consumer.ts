import {
  createClient,
  InsufficientStock,
  type Item,
  items,
  once,
  type Product,
  signIn,
  take,
} from '../src/index.ts'

/** What a program of somebody else does with the package; all of it is compiled and run in tests. */
export async function shopping(url: string, email: string, password: string): Promise<string[]> {
  const told: string[] = []
  const session = await signIn({ url }, { email, password })
  const shop = createClient({ url, auth: session, timeoutMs: 20_000 })

  const sku = `MUG-${crypto.randomUUID()}`
  const mug: Product = await take(
    shop.products.$post({ json: { sku, name: 'Mug', price: '12.5' } }),
  )
  told.push(`${mug.name} ${mug.price} ${mug.stockStatus satisfies 'out' | 'low' | 'ok' | 'over'}`)

  await take(shop.inventory.adjust.$post({ json: { sku, change: 3, reason: 'begin' } }))
  const receipt = once()
  const sale = { json: { sku, quantity: 2 } }
  const sold = await take(shop.inventory.sale.$post(sale, receipt))
  const again = await take(shop.inventory.sale.$post(sale, receipt))
  told.push(`${sold.level.onHand} left, once: ${sold.movement.id === again.movement.id}`)

  try {
    await take(shop.inventory.sale.$post(sale))
  } catch (error) {
    if (!(error instanceof InsufficientStock)) throw error
    const [line] = error.lines
    told.push(`${error.name}: ${line?.requested ?? 0} of ${line?.available ?? 0}`)
  }

  const answer = await shop.products.$post({ json: { sku, name: 'Mug' } })
  if (answer.status === 409) told.push((await answer.json()).title)

  const kinds: Item<typeof shop.inventory.movements.$get>['kind'][] = []
  const query = { productId: mug.id, limit: 1 }
  for await (const { kind } of items(shop.inventory.movements.$get, { query })) kinds.push(kind)
  told.push(kinds.sort().join(' '))

  // @ts-expect-error a product has a SKU
  const nameless = await shop.products.$post({ json: { name: 'Mug' } })
  told.push(String(nameless.status))

  const file = await take(shop.products.export.$get())
  told.push((await file.text()).includes(sku) ? 'exported' : 'not exported')
  await session.signOut()
  return told
}

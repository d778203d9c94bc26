import { randomSource } from '../../../bench/seed.ts'
import { retailCatalogue } from '../../../bench/real-files.ts'
import { makeSuppliers, suppliers } from './catalogue.ts'
import type { MakeProducts } from './shop.ts'

/** As many of the catalogue are traded in; the others are only there. */
const TRADED = 220

interface Listed {
  id: string
  name: string
  price: string
}

/** The products of the Online Retail data, imported as a shop would do it. */
export function retailProducts(folder: string): MakeProducts {
  return async (past) => {
    const random = randomSource(17)
    const settings = await past.ask<{ version: number }>('GET', '/settings')
    await past.ask('PATCH', '/settings', { currency: 'GBP', version: settings.version })
    const supplierIds = await makeSuppliers(past)
    const { csv } = await retailCatalogue(folder)
    await past.ask('POST', '/products/import?duplicates=first', csv, 'text/csv')
    const products: Listed[] = []
    for (let cursor: string | null = ''; cursor !== null && products.length < TRADED;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`
      const page: { items: Listed[]; nextCursor: string | null } = await past.ask(
        'GET',
        `/products?sort=sku&limit=100${query}`,
      )
      products.push(...page.items)
      cursor = page.nextCursor
    }
    const traded = products.slice(0, TRADED).map(({ id, name, price }, index) => {
      const cost = Math.max(0.2, Number(price) * 0.45)
      const demand = random() < 0.15 ? 0 : Math.round(random() * 40) / 10
      return {
        id,
        name,
        demand,
        cost: Math.round(cost * 100) / 100,
        supplier: index % suppliers.length,
        onHand: 0,
      }
    })
    for (const { id, cost, demand, supplier } of traded) {
      const { version } = await past.ask<{ version: number }>('GET', `/products/${id}`)
      await past.ask('PATCH', `/products/${id}`, {
        supplierId: supplierIds[supplier],
        cost: cost.toFixed(2),
        reorderPoint: Math.ceil(demand * 20),
        reorderQuantity: Math.ceil(demand * 60),
        version,
      })
    }
    return traded
  }
}

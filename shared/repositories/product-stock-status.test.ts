import { describe, expect, it } from 'vitest'
import { type StockFigures, stockStatus } from '../domain/stock-status.ts'
import { newId } from '../ids.ts'
import { databases, freshDatabase } from '../testing/databases.ts'
import { insertProduct } from './products.ts'

const figures = [0, 1_000, 10_000, 11_000, 50_000, 51_000]

/** Each combination of stock, reservation, reorder point and maximum that is near a border. */
const cases: StockFigures[] = figures.flatMap((onHand) =>
  [0, 1_000, onHand].flatMap((reserved) =>
    [0, 10_000].flatMap((reorderPoint) =>
      [null, 0, 50_000].map((maxStock) => ({ onHand, reserved, reorderPoint, maxStock })),
    ),
  ),
)

describe.each(databases)('the stock status of a product on %s', (kind) => {
  it('is in its column what the rule says', async () => {
    const database = await freshDatabase(kind)
    const at = '2026-03-02T10:00:00.000Z'
    await database.writer.transaction().execute(async (tx) => {
      for (const [n, stock] of cases.entries()) {
        const sku = `S${n}`
        const id = newId('product')
        const texts = { id, sku, skuKey: sku, name: sku, nameKey: sku, unit: 'pcs' }
        const money = { price: 0, cost: 0, currency: 'EUR' }
        const rest = { wholeUnits: 1, reorderQuantity: 0, version: 1 } as const
        const times = { createdAt: at, updatedAt: at }
        await insertProduct(tx, { ...texts, ...money, ...rest, ...times, ...stock })
      }
    })

    const rows = await database.db
      .selectFrom('product')
      .select(['onHand', 'reserved', 'reorderPoint', 'maxStock', 'stockStatus'])
      .execute()

    expect(rows).toHaveLength(cases.length)
    expect(rows.map((row) => row.stockStatus)).toEqual(rows.map(stockStatus))
    expect(new Set(rows.map((row) => row.stockStatus)).size).toBe(4)
    await database.close()
  })
})

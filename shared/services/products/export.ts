import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { csvLine, guardFormula } from '../../csv/writer.ts'
import { formatPrice } from '../../domain/money.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { searchWords } from '../../domain/search.ts'
import { findNames } from '../../repositories/product-import.ts'
import { findProducts } from '../../repositories/product-list.ts'
import type { ProductRow } from '../../repositories/products.ts'
import {
  type ExportProducts,
  type ImportField,
  importFields,
} from '../../schemas/product-import.ts'

const ROWS_PER_CHUNK = 500

/**
 * The products as CSV text in pieces, in the order in which they were created; an import of it
 * changes nothing. Reads page by page, so that no connection is held between two pieces.
 */
export function exportProducts(ctx: Ctx, query: ExportProducts): AsyncGenerator<string> {
  authorize(ctx.actor, 'products:read')
  return csvOf(ctx, query)
}

async function* csvOf(
  ctx: Ctx,
  { q, bom, supplierId, categoryId }: ExportProducts,
): AsyncGenerator<string> {
  const header = (bom ? '\uFEFF' : '') + csvLine(importFields)
  const words = q === undefined ? undefined : searchWords(q)
  if (q && words?.length === 0) {
    yield header
    return
  }
  const filter = {
    words,
    supplierId,
    categoryId,
    sort: 'createdAt',
    limit: ROWS_PER_CHUNK,
  } as const
  const names = new Names(ctx)
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await findProducts(ctx.db, { ...filter, cursor })
    await names.learn(page.items)
    const lines = page.items.map((row) => csvLine(cellsOf(row, names))).join('')
    yield cursor === undefined ? header + lines : lines
    cursor = page.nextCursor
  }
}

/** Names of suppliers and categories, looked up once. */
class Names {
  readonly #ctx: Ctx
  readonly #known = new Map<string, string>()

  constructor(ctx: Ctx) {
    this.#ctx = ctx
  }

  async learn(rows: readonly ProductRow[]): Promise<void> {
    await this.#learn(
      'supplier',
      rows.map((row) => row.supplierId),
    )
    await this.#learn(
      'category',
      rows.map((row) => row.categoryId),
    )
  }

  of(id: string | null): string {
    return id === null ? '' : (this.#known.get(id) ?? '')
  }

  async #learn(table: 'supplier' | 'category', ids: readonly (string | null)[]): Promise<void> {
    const unknown = new Set(ids.filter((id) => id !== null && !this.#known.has(id)))
    const found = await findNames(
      this.#ctx.db,
      table,
      [...unknown].filter((id) => id !== null),
    )
    for (const [id, name] of found) this.#known.set(id, name)
  }
}

function cellsOf(row: ProductRow, names: Names): string[] {
  const cells: Record<ImportField, string> = {
    sku: row.sku,
    name: row.name,
    barcode: row.barcode ?? '',
    description: row.description ?? '',
    category: names.of(row.categoryId),
    supplier: names.of(row.supplierId),
    unit: row.unit,
    wholeUnits: row.wholeUnits === 1 ? 'yes' : 'no',
    price: formatPrice(row.price),
    cost: formatPrice(row.cost),
    currency: row.currency,
    reorderPoint: String(quantityToNumber(row.reorderPoint)),
    reorderQuantity: String(quantityToNumber(row.reorderQuantity)),
    maxStock: quantityCell(row.maxStock),
    packSize: quantityCell(row.packSize),
    minimumOrder: quantityCell(row.minimumOrder),
    leadTimeDays: row.leadTimeDays === null ? '' : String(row.leadTimeDays),
  }
  return importFields.map((field) => guardFormula(cells[field]))
}

function quantityCell(quantity: number | null): string {
  return quantity === null ? '' : String(quantityToNumber(quantity))
}

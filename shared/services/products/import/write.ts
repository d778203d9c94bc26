import type { AuditTrail } from '../../../audit/trail.ts'
import type { Ctx } from '../../../context.ts'
import { giveWay } from '../../../db/give-way.ts'
import type { Tx } from '../../../db/types.ts'
import { ConflictError, LostUpdateError } from '../../../errors.ts'
import { insertPriceChanges, type PriceChangeRow } from '../../../repositories/price-changes.ts'
import {
  findSuppliersCalled,
  insertFreeCategories,
  insertFreeProducts,
  insertSuppliers,
  overwriteProducts,
  releaseBarcodes,
} from '../../../repositories/product-import.ts'
import { indexProducts, reindexProducts } from '../../../repositories/product-terms.ts'
import type { ProductRow } from '../../../repositories/products.ts'
import { lockProducts } from '../../../repositories/stock-products.ts'
import { holdSettings } from '../../../repositories/settings.ts'
import type { SupplierRow } from '../../../repositories/suppliers.ts'
import { categoryView } from '../../categories/view.ts'
import { supplierRecord } from '../../suppliers/view.ts'
import { priceChangeOf } from '../rules.ts'
import { productRecord } from '../view.ts'
import type { ImportPlan } from './plan.ts'

const ROWS_PER_TURN = 2_000

/**
 * Carries a plan out.
 * @param onRows told how many products are written
 * @throws ConflictError when a name, SKU or barcode was taken meanwhile
 */
export async function writeImport(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  plan: ImportPlan,
  onRows: (done: number) => void,
): Promise<void> {
  audit.nothingChanged()
  if (plan.newSuppliers.length > 0) await requireStillMissing(tx, plan.newSuppliers)
  await insertSuppliers(tx, plan.newSuppliers)
  for (const supplier of plan.newSuppliers) audit.created('supplier', supplierRecord(supplier))
  requireAll(await insertFreeCategories(tx, plan.newCategories), plan.newCategories.length)
  for (const category of plan.newCategories) audit.created('category', categoryView(category))

  // In the order in which sales and other imports lock products, so that nobody waits in a circle.
  const updated = plan.updated.toSorted((a, b) => (a.after.id < b.after.id ? -1 : 1))
  if (plan.released.length > 0) {
    const ids = updated.map(({ after }) => after.id)
    await lockProducts(tx, ids)
    await releaseBarcodes(tx, plan.released)
  }
  let done = 0
  await inTurns(updated, async (rows) => {
    await writeUpdated(ctx, tx, audit, rows)
    onRows((done += rows.length))
  })
  await inTurns(plan.created, async (rows) => {
    await writeCreated(ctx, tx, audit, rows)
    onRows((done += rows.length))
  })
}

/**
 * Suppliers may share a name, so nothing in the database keeps two imports at once from making the
 * same one. The second waits here, and then begins anew with what the first has made.
 */
async function requireStillMissing(tx: Tx, suppliers: readonly SupplierRow[]): Promise<void> {
  await holdSettings(tx)
  const known = await findSuppliersCalled(
    tx,
    suppliers.map((supplier) => supplier.nameKey),
  )
  if (known.length > 0) throw new LostUpdateError('a supplier of the file was added meanwhile')
}

async function writeCreated(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  rows: readonly ProductRow[],
): Promise<void> {
  requireAll(await insertFreeProducts(tx, rows), rows.length)
  await indexProducts(tx, rows)
  const prices: PriceChangeRow[] = []
  for (const row of rows) {
    const price = priceChangeOf(ctx, null, row)
    if (price) prices.push(price)
    audit.created('product', productRecord(row))
  }
  await insertPriceChanges(tx, prices)
}

async function writeUpdated(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  rows: ImportPlan['updated'],
): Promise<void> {
  const written = await overwriteProducts(
    tx,
    rows.map(({ after }) => after),
  )
  if (written < rows.length) throw new LostUpdateError('a product was changed meanwhile')
  const renamed: ProductRow[] = []
  const prices: PriceChangeRow[] = []
  for (const { before, after } of rows) {
    const price = priceChangeOf(ctx, before, after)
    if (price) prices.push(price)
    if (before.name !== after.name || before.barcode !== after.barcode) renamed.push(after)
    audit.updated('product', productRecord(before), productRecord(after))
  }
  await reindexProducts(tx, renamed)
  await insertPriceChanges(tx, prices)
}

/** On SQLite each piece blocks the process; between two of them others are answered. */
async function inTurns<Row>(
  rows: readonly Row[],
  work: (rows: Row[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_TURN) {
    await work(rows.slice(start, start + ROWS_PER_TURN))
    await giveWay()
  }
}

function requireAll(written: number, wanted: number): void {
  if (written === wanted) return
  throw new ConflictError(
    'somebody else took a SKU, a barcode or a category name of the file at this moment: nothing was imported, send it again',
  )
}

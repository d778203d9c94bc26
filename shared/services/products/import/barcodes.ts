import type { Db } from '../../../db/types.ts'
import { findBarcodeHolders } from '../../../repositories/product-import.ts'
import type { Planned } from './drafts.ts'
import type { ImportNotes } from './report.ts'

/**
 * Sees that no barcode will belong to two products. Products of the file may exchange theirs.
 * @returns the products that must give their barcode up before the others get it
 */
export async function checkBarcodes(
  db: Db,
  planned: readonly Planned[],
  problems: ImportNotes,
  header: string | null,
): Promise<string[]> {
  if (header === null) return []
  const wanted = new Map<string, Planned>()
  const giving = new Set<string>()
  for (const product of planned) {
    const { draft, before, after } = product
    const { barcode } = draft
    if (barcode === undefined) continue
    if (before?.barcode && before.barcode !== after.barcode) giving.add(before.id)
    const earlier = wanted.get(barcode)
    if (earlier) {
      problems.add({
        row: draft.row,
        column: header,
        value: barcode,
        message: `the same barcode as ${earlier.draft.sku} in row ${earlier.draft.row}`,
        cure: 'give each product a barcode of its own, or leave the cell empty',
      })
    } else wanted.set(barcode, product)
  }
  const taking = [...wanted].filter(([barcode, { before }]) => before?.barcode !== barcode)
  const holders = await findBarcodeHolders(
    db,
    taking.map(([barcode]) => barcode),
  )
  const released: string[] = []
  for (const holder of holders) {
    const product = wanted.get(holder.barcode ?? '')
    if (giving.has(holder.id)) released.push(holder.id)
    else if (product) {
      problems.add({
        row: product.draft.row,
        column: header,
        value: holder.barcode,
        message: `the barcode belongs to SKU ${holder.sku}`,
        cure: 'correct the barcode, or take it from the other product first',
      })
    }
  }
  return released
}

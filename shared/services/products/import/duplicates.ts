import { foldText } from '../../../domain/search.ts'
import type { ImportColumn } from './columns.ts'
import type { Draft } from './drafts.ts'
import type { ImportField } from '../../../schemas/product-import.ts'
import type { Findings } from './report.ts'

/** Which row of a product counts when several contradict each other. */
export type DuplicateRule = 'first' | 'last'

type ProductField = Exclude<ImportField, 'sku'>

/**
 * One draft for each product, whatever the letter case of its SKU. Rows that agree are joined, and
 * told as a warning. Rows that contradict each other are a problem when their SKU is spelled alike
 * and the caller gave no rule; spelled differently, the first one counts.
 */
export function withoutDuplicates(
  drafts: readonly Draft[],
  columns: readonly ImportColumn[],
  rule: DuplicateRule | undefined,
  { problems, warnings }: Findings,
): Draft[] {
  const skuHeader = columns.find((column) => column.field === 'sku')?.header ?? null
  const fields = columns.filter(isProductColumn)
  const byKey = new Map<string, Draft>()
  for (const draft of drafts) {
    const first = byKey.get(draft.skuKey)
    if (!first) {
      byKey.set(draft.skuKey, draft)
      continue
    }
    const note = { row: draft.row, column: skuHeader, value: draft.sku }
    const same = sameProduct(draft, first)
    const differing = fields.filter(({ field }) => contradict(first[field], draft[field], field))
    if (differing.length === 0) {
      join(first, draft, fields)
      const cure = 'delete one of the rows'
      warnings.add({
        ...note,
        message: `${same}, and nothing contradicts it: the rows were joined`,
        cure,
      })
      continue
    }
    const headers = differing.map((column) => column.header).join(', ')
    if (rule === undefined && first.sku === draft.sku) {
      const cure = 'delete one of the rows, or say which one counts with duplicates=first or last'
      problems.add({ ...note, message: `${same}, with another ${headers}`, cure })
      continue
    }
    if (rule === 'last') byKey.set(draft.skuKey, draft)
    const counts = rule === 'last' ? `row ${draft.row}` : `row ${first.row}`
    const message = `${same}, with another ${headers}; ${counts} counts`
    warnings.add({ ...note, message, cure: 'delete the row that is wrong' })
  }
  return [...byKey.values()]
}

function isProductColumn(column: ImportColumn): column is ImportColumn & { field: ProductField } {
  return column.field !== 'sku'
}

function sameProduct(draft: Draft, first: Draft): string {
  if (draft.sku === first.sku) return `the same SKU as in row ${first.row}`
  return `the same product as ${first.sku} in row ${first.row}, because letter case does not count in SKUs`
}

function contradict(a: Draft[ProductField], b: Draft[ProductField], field: ProductField): boolean {
  if (a === undefined || b === undefined || a === b) return false
  const isReference = field === 'supplier' || field === 'category'
  return !(isReference && foldText(String(a)) === foldText(String(b)))
}

function join(first: Draft, second: Draft, fields: readonly { field: ProductField }[]): void {
  for (const { field } of fields)
    if (first[field] === undefined) Object.assign(first, { [field]: second[field] })
  first.nameRefused ||= second.nameRefused
}

import { giveWay } from '../../../db/give-way.ts'
import type { Db } from '../../../db/types.ts'
import { quantityToNumber } from '../../../domain/quantity.ts'
import { foldText } from '../../../domain/search.ts'
import { companyCurrency } from '../../../repositories/product-references.ts'
import { findProductsBySkuKeys } from '../../../repositories/product-import.ts'
import type { ProductRow } from '../../../repositories/products.ts'
import { newProductRow } from '../create.ts'
import { quantityIssues } from '../rules.ts'
import { productChanges } from '../update.ts'
import { checkBarcodes } from './barcodes.ts'
import type { Draft, ImportFile, Planned } from './drafts.ts'
import type { ImportField } from '../../../schemas/product-import.ts'
import {
  findReferences,
  type Reference,
  type ReferenceRules,
  type References,
} from './references.ts'
import { copyFindings, type Findings } from './report.ts'

/** What an import is going to do to the database as it is now. */
export interface ImportPlan extends Pick<References, 'newSuppliers' | 'newCategories'> {
  created: ProductRow[]
  updated: { before: ProductRow; after: ProductRow }[]
  unchanged: number
  /** Products that give their barcode to another one of the file. */
  released: string[]
  findings: Findings
}

const DRAFTS_PER_TURN = 2_000

/** Compares the drafts with what is stored; finds every problem that only the database can tell. */
export async function planImport(
  db: Db,
  file: ImportFile,
  rules: ReferenceRules,
): Promise<ImportPlan> {
  const currency = await companyCurrency(db)
  const references = await findReferences(db, file.drafts, rules)
  const planner = new Planner(file, references, currency, rules.at)
  const plan: ImportPlan = {
    created: [],
    updated: [],
    unchanged: 0,
    released: [],
    newSuppliers: references.newSuppliers,
    newCategories: references.newCategories,
    findings: planner.findings,
  }
  const planned: Planned[] = []
  for (let start = 0; start < file.drafts.length; start += DRAFTS_PER_TURN) {
    const drafts = file.drafts.slice(start, start + DRAFTS_PER_TURN)
    const stored = await findProductsBySkuKeys(
      db,
      drafts.map((draft) => draft.skuKey),
    )
    const byKey = new Map(stored.map((row) => [row.skuKey, row]))
    for (const draft of drafts) {
      const before = byKey.get(draft.skuKey)
      const after = planner.resultOf(draft, before)
      planned.push({ draft, before, after })
      if (!before) plan.created.push(after)
      else if (after === before) plan.unchanged += 1
      else plan.updated.push({ before, after })
    }
    await giveWay()
  }
  plan.released = await checkBarcodes(
    db,
    planned,
    planner.findings.problems,
    planner.headerOf('barcode'),
  )
  planner.checkCurrencyMarks()
  return plan
}

class Planner {
  readonly findings: Findings
  readonly #file: ImportFile
  readonly #references: References
  readonly #currency: string
  readonly #at: string

  constructor(file: ImportFile, references: References, currency: string, at: string) {
    this.#file = file
    this.#references = references
    this.#currency = currency
    this.#at = at
    // The work may run again on a busy database, and must not tell its problems twice.
    this.findings = copyFindings(file.findings)
  }

  headerOf(field: ImportField): string | null {
    return this.#file.columns.used.find((column) => column.field === field)?.header ?? null
  }

  /** The product as it will be: a new one, a changed one, or the stored one itself. */
  resultOf(draft: Draft, before: ProductRow | undefined): ProductRow {
    const supplierId = this.#resolve(draft, 'supplier', before?.supplierId)
    const categoryId = this.#resolve(draft, 'category', before?.categoryId)
    const { barcode, description, unit, wholeUnits, price, cost, currency } = draft
    const { reorderPoint, reorderQuantity, maxStock, packSize, minimumOrder } = draft
    const fields = { barcode, description, unit, wholeUnits, price, cost, currency }
    const levels = {
      reorderPoint,
      reorderQuantity,
      maxStock,
      packSize,
      minimumOrder,
      leadTimeDays: draft.leadTimeDays,
    }
    if (!before) {
      if (draft.name === undefined && !draft.nameRefused) this.#missingName(draft)
      const input = { sku: draft.sku, name: draft.name ?? '', ...fields, ...levels }
      const row = newProductRow(
        { ...input, supplierId, categoryId },
        currency ?? this.#currency,
        this.#at,
      )
      this.#checkQuantities(draft, row)
      return row
    }
    const patch = { name: draft.name, ...fields, ...levels, supplierId, categoryId }
    const changes = productChanges(before, patch)
    if (Object.keys(changes).length === 0) return before
    const after = { ...before, ...changes, version: before.version + 1, updatedAt: this.#at }
    this.#checkQuantities(draft, after)
    return after
  }

  /** Prices with a sign that is not the company's: the products would get the wrong currency. */
  checkCurrencyMarks(): void {
    if (this.headerOf('currency') !== null) return
    const own = [this.#currency, signOf(this.#currency)]
    for (const [mark, { row, header }] of this.#file.currencyMarks) {
      if (own.includes(mark)) continue
      this.findings.warnings.add({
        row,
        column: header,
        value: mark,
        message: `the price carries ${mark}, but products without a currency column get ${this.#currency}`,
        cure: 'add a column with the currency of each price',
      })
    }
  }

  #resolve(
    draft: Draft,
    field: 'supplier' | 'category',
    current: string | null | undefined,
  ): string | undefined {
    const name = draft[field]
    if (name === undefined) return undefined
    const references =
      field === 'supplier' ? this.#references.suppliers : this.#references.categories
    const reference: Reference | undefined = references.get(foldText(name))
    if (reference?.kind === 'one') return reference.id
    const chosen = reference?.kind === 'several' ? oneOf(reference, name, current) : undefined
    if (chosen !== undefined) return chosen
    const { message, cure } = reference?.kind === 'refused' ? reference : severalCalled(reference)
    const column = this.headerOf(field)
    this.findings.problems.add({ row: draft.row, column, value: name, message, cure })
    return undefined
  }

  #missingName(draft: Draft): void {
    this.findings.problems.add({
      row: draft.row,
      column: this.headerOf('name'),
      value: null,
      message: `the name of the new product ${draft.sku} is missing`,
      cure: 'give it a name; only a product that is there already may go without',
    })
  }

  #checkQuantities(draft: Draft, row: ProductRow): void {
    for (const { path, message } of quantityIssues(row)) {
      const column = this.headerOf(path as ImportField)
      this.findings.problems.add({
        row: draft.row,
        column,
        value: String(quantityToNumber(row[path as 'reorderPoint'])),
        // What is stored has no cell that could be pointed at.
        message: column === null ? `the ${path} of ${row.sku} ${message}` : message,
        cure: 'write a whole number, or add a column wholeUnits with no',
      })
    }
  }
}

type Several = Extract<Reference, { kind: 'several' }>

/**
 * Of suppliers whose names differ in case and accents at most: the one spelled so. What nobody's name
 * is spelled like is a code, if it is one; else the present supplier stays.
 */
function oneOf(
  { suppliers, codedId }: Several,
  name: string,
  current: string | null | undefined,
): string | undefined {
  const [only, ...others] = suppliers.filter((supplier) => supplier.name === name)
  if (only && others.length === 0) return only.id
  if (!only && codedId !== undefined) return codedId
  return suppliers.find((supplier) => supplier.id === current)?.id ?? codedId
}

function severalCalled(several: Several | undefined): { message: string; cure: string } {
  return {
    message: `${several?.suppliers.length ?? 0} suppliers have this name`,
    cure: 'write the code of the supplier instead of its name',
  }
}

/** `€` for EUR; several currencies share `$`. */
function signOf(currency: string): string | undefined {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return format.formatToParts(0).find((part) => part.type === 'currency')?.value
}

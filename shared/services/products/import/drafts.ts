import type { Delimiter } from '../../../csv/dialect.ts'
import type { CsvEncoding } from '../../../csv/encoding.ts'
import type { CsvFault, CsvRecord } from '../../../csv/reader.ts'
import { skuKey } from '../../../domain/search.ts'
import type { ProductRow } from '../../../repositories/products.ts'
import {
  AmbiguousCell,
  CellFault,
  cellReader,
  type CellReader,
  type CellValue,
  type ColumnTraits,
  EMPTY_CODE,
} from './cells.ts'
import type { ImportColumn, ImportColumns } from './columns.ts'
import type { ImportField } from '../../../schemas/product-import.ts'
import type { Findings } from './report.ts'

/** What one row says of a product, in stored units; undefined where the cell is empty. */
export interface Draft {
  row: number
  /** Whether there is a name that was refused, so that none is missing. */
  nameRefused: boolean
  sku: string
  skuKey: string
  name: string | undefined
  barcode: string | undefined
  description: string | undefined
  category: string | undefined
  supplier: string | undefined
  unit: string | undefined
  wholeUnits: boolean | undefined
  price: number | undefined
  cost: number | undefined
  currency: string | undefined
  reorderPoint: number | undefined
  reorderQuantity: number | undefined
  maxStock: number | undefined
  packSize: number | undefined
  minimumOrder: number | undefined
  leadTimeDays: number | undefined
}

/** A file that was read through: its products so far, and what was found on the way. */
export interface ImportFile {
  encoding: CsvEncoding
  delimiter: Delimiter
  columns: ImportColumns
  /** Rows below the header, blank ones left out. */
  rows: number
  drafts: Draft[]
  findings: Findings
  /** Currency signs in price columns, with the row and the header where each came first. */
  currencyMarks: Map<string, { row: number; header: string }>
}

/** A product of the file and what becomes of it; `before` is undefined when it is a new one. */
export interface Planned {
  draft: Draft
  before: ProductRow | undefined
  after: ProductRow
}

interface Column extends ImportColumn {
  read: CellReader
  traits: ColumnTraits
}

interface Undecided {
  draft: Draft
  column: Column
  cell: string
  options: AmbiguousCell
}

const faults: Readonly<Record<CsvFault, readonly [message: string, cure: string]>> = {
  'unclosed quote': [
    'a quoted cell never ends',
    'put a quote at the end of the cell; a quote inside a quoted cell is written twice',
  ],
  'misplaced quote': [
    'a quote stands in the middle of a quoted cell',
    'write each quote inside a quoted cell twice: "5"" pipe"',
  ],
  'endless record': [
    'no end of this row was found; the rest of the file was not read',
    'put a quote at the end of the quoted cell that never ends',
  ],
}

/** Turns records into drafts, column by column. */
export class DraftReader {
  readonly drafts: Draft[] = []
  rows = 0
  readonly #columns: Column[]
  readonly #width: number
  readonly #findings: Findings
  readonly #undecided: Undecided[] = []

  constructor(columns: ImportColumns, findings: Findings) {
    this.#width = columns.width
    this.#findings = findings
    const inFileOrder = columns.used.toSorted((a, b) => a.index - b.index)
    this.#columns = inFileOrder.map((column) => {
      const traits: ColumnTraits = { point: false, comma: false, currencies: new Map() }
      return { ...column, traits, read: cellReader(column.field, traits) }
    })
  }

  read(record: CsvRecord): void {
    this.rows += 1
    if (!this.#isSound(record)) return
    const draft = emptyDraft(record.line)
    let hasSku = false
    for (const column of this.#columns) {
      const cell = record.cells[column.index]?.trim() ?? ''
      if (cell === '' || cell === EMPTY_CODE) continue
      if (column.field === 'sku') hasSku = true
      const result = column.read(cell, record.line)
      if (result instanceof CellFault) this.#refuse(draft, column, cell, result)
      else if (result instanceof AmbiguousCell) {
        this.#undecided.push({ draft, column, cell, options: result })
      } else set(draft, column.field, result)
    }
    if (draft.sku !== '') this.drafts.push(draft)
    else if (!hasSku) this.#missingSku(draft)
  }

  /** Decides what only the whole file can tell; gives the currency signs that the prices carried. */
  end(): ImportFile['currencyMarks'] {
    const all = this.#columns.map((column) => column.traits)
    const file = {
      point: all.some((traits) => traits.point),
      comma: all.some((traits) => traits.comma),
    }
    for (const undecided of this.#undecided) this.#decide(undecided, file)
    const marks: ImportFile['currencyMarks'] = new Map()
    for (const { header, traits } of this.#columns) {
      for (const [mark, row] of traits.currencies) {
        if (!marks.has(mark)) marks.set(mark, { row, header })
      }
    }
    return marks
  }

  #isSound({ line, cells, fault }: CsvRecord): boolean {
    const extra = cells.slice(this.#width)
    if (!fault && cells.length >= this.#width && extra.every((cell) => cell.trim() === '')) {
      return true
    }
    const [message, cure] = fault
      ? faults[fault]
      : [
          `the row has ${cells.length} cells, the header has ${this.#width}`,
          'put cells that hold the delimiter or a line break into quotes, and leave no cell out',
        ]
    this.#findings.problems.add({ row: line, column: null, value: cells[0] ?? null, message, cure })
    return false
  }

  #refuse(draft: Draft, column: Column, cell: string, { message, cure }: CellFault): void {
    if (column.field === 'name') draft.nameRefused = true
    const note = { row: draft.row, column: column.header, value: cell, message, cure }
    this.#findings.problems.add(note)
  }

  #missingSku(draft: Draft): void {
    const column = this.#columns.find((candidate) => candidate.field === 'sku')
    this.#findings.problems.add({
      row: draft.row,
      column: column?.header ?? null,
      value: null,
      message: 'the SKU is missing',
      cure: 'give the product its SKU, or delete the row',
    })
  }

  /** The marks of the column decide, else those of the file; a point alone is a decimal point. */
  #decide(
    { draft, column, cell, options }: Undecided,
    file: Pick<ColumnTraits, 'point' | 'comma'>,
  ) {
    const own = column.traits
    const evidence = own.point || own.comma ? own : file
    const mark = evidence.point === evidence.comma ? null : evidence.point ? '.' : ','
    const known = mark ?? (options.separator === '.' && !evidence.comma ? '.' : null)
    if (known === null) {
      const cure = 'write it without a thousands separator, with two decimals'
      this.#refuse(draft, column, cell, new CellFault('could be either of two numbers', cure))
      return
    }
    const result = options.separator === known ? options.asFraction : options.asThousands
    if (result instanceof CellFault) this.#refuse(draft, column, cell, result)
    else set(draft, column.field, result)
  }
}

/** Every property from the start, so that all drafts have one shape. */
function emptyDraft(row: number): Draft {
  return {
    row,
    nameRefused: false,
    sku: '',
    skuKey: '',
    name: undefined,
    barcode: undefined,
    description: undefined,
    category: undefined,
    supplier: undefined,
    unit: undefined,
    wholeUnits: undefined,
    price: undefined,
    cost: undefined,
    currency: undefined,
    reorderPoint: undefined,
    reorderQuantity: undefined,
    maxStock: undefined,
    packSize: undefined,
    minimumOrder: undefined,
    leadTimeDays: undefined,
  }
}

function set(draft: Draft, field: ImportField, value: CellValue): void {
  if (field === 'sku') {
    draft.sku = String(value)
    draft.skuKey = skuKey(draft.sku)
  } else {
    // The reader of a field gives values of its type: both come from the field's schema.
    ;(draft as unknown as Record<string, CellValue>)[field] = value
  }
}

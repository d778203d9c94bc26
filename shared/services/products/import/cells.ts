import type * as z from 'zod'
import { readDecimal } from '../../../csv/decimal-text.ts'
import { unguardFormula } from '../../../csv/writer.ts'
import { isCurrency } from '../../../domain/money.ts'
import { foldText } from '../../../domain/search.ts'
import { CreateCategory } from '../../../schemas/categories.ts'
import { productFields } from '../../../schemas/products.ts'
import { CreateSupplier } from '../../../schemas/suppliers.ts'
import type { ImportField } from '../../../schemas/product-import.ts'

/** A cell that cannot be taken as it stands. */
export class CellFault {
  readonly message: string
  readonly cure: string

  constructor(message: string, cure: string) {
    this.message = message
    this.cure = cure
  }
}

/** A cell whose number only the other cells of its file can tell. */
export class AmbiguousCell {
  readonly separator: '.' | ','
  readonly asFraction: CellValue | CellFault
  readonly asThousands: CellValue | CellFault

  constructor(
    separator: '.' | ',',
    asFraction: CellValue | CellFault,
    asThousands: CellValue | CellFault,
  ) {
    this.separator = separator
    this.asFraction = asFraction
    this.asThousands = asThousands
  }
}

export type CellValue = string | number | boolean

/** What one column of a file said so far, besides its values. */
export interface ColumnTraits {
  /** Whether a cell proved the decimal mark. */
  point: boolean
  comma: boolean
  /** Currency signs and codes, each with the row where it came first. */
  currencies: Map<string, number>
}

const words: readonly (readonly [value: boolean, words: string])[] = [
  [true, 'true yes y 1 x ja j wahr si s oui o vrai'],
  [false, 'false no n 0 nein falsch non faux nee'],
]
const flags = new Map(
  words.flatMap(([value, list]) => list.split(' ').map((word) => [word, value])),
)

/** How a spreadsheet shows a long number whose digits it has thrown away. */
const rounded = { sku: /^\d[.,]\d+E\+\d+$/i, barcode: /^\d([.,]\d+)?E\+\d+$/i }

/** How many programs write a code, so that a spreadsheet leaves its zeros alone. */
const codeFormula = /^="([^"]*[^"\s][^"]*)"$/
/** The same of a code that is empty. */
export const EMPTY_CODE = '=""'

const numberCure = 'write a plain number such as 12.50'

export type CellReader = (cell: string, row: number) => CellValue | CellFault | AmbiguousCell

/** The reader of a field's cells, which are trimmed and not empty; it notes what they show in `traits`. */
export function cellReader(field: ImportField, traits: ColumnTraits): CellReader {
  switch (field) {
    case 'name':
    case 'description':
      return textReader(productFields[field])
    case 'sku':
    case 'barcode':
      return codeReader(productFields[field], rounded[field])
    case 'supplier':
      return remembering(textReader(CreateSupplier.shape.name))
    case 'category':
      return remembering(textReader(CreateCategory.shape.name))
    case 'unit':
      return remembering(textReader(productFields.unit))
    case 'currency':
      return remembering((cell) =>
        checked(productFields.currency, cell, 'write the code of the currency, such as EUR'),
      )
    case 'wholeUnits':
      return remembering(readFlag)
    case 'leadTimeDays':
      return remembering(readDays)
    case 'price':
    case 'cost':
    case 'reorderPoint':
    case 'reorderQuantity':
    case 'maxStock':
    case 'packSize':
    case 'minimumOrder':
      return numberReader(productFields[field], traits)
  }
}

/** Cells of one column repeat; what was read once is not read again. */
function remembering(read: CellReader): CellReader {
  const known = new Map<string, CellValue | CellFault | AmbiguousCell>()
  return (cell, row) => {
    const hit = known.get(cell)
    if (hit !== undefined) return hit
    const result = read(cell, row)
    if (known.size < 10_000) known.set(cell, result)
    return result
  }
}

function textReader(schema: z.ZodType): CellReader {
  return (cell) => checked(schema, unguardFormula(cell), 'shorten it, and take out what is no text')
}

function codeReader(schema: z.ZodType, spoilt: RegExp): CellReader {
  const read = textReader(schema)
  return (cell, row) => {
    const code = codeFormula.exec(cell)?.[1] ?? cell
    if (!spoilt.test(code)) return read(code, row)
    return new CellFault(
      'a spreadsheet has rounded this number',
      'format the column as text, enter the digits again and export anew',
    )
  }
}

function readFlag(cell: string): CellValue | CellFault {
  return flags.get(foldText(cell)) ?? new CellFault('is neither yes nor no', 'write yes or no')
}

function readDays(cell: string): CellValue | CellFault {
  const cure = 'write a whole number of days such as 45'
  if (!/^\d{1,9}$/.test(cell)) return new CellFault('is no whole number', cure)
  return checked(productFields.leadTimeDays, Number(cell), cure)
}

function numberReader(schema: z.ZodType, traits: ColumnTraits): CellReader {
  const asNumber = (text: string) => checked(schema, text, numberCure)
  return remembering((cell, row) => {
    const reading = readDecimal(cell)
    if (!reading || !isCurrencyMark(reading.currency)) {
      return new CellFault('is no number', numberCure)
    }
    const { currency } = reading
    if (currency !== null && !traits.currencies.has(currency)) traits.currencies.set(currency, row)
    if (reading.kind === 'ambiguous') {
      const { separator, asFraction, asThousands } = reading
      return new AmbiguousCell(separator, asNumber(asFraction), asNumber(asThousands))
    }
    if (reading.mark === '.') traits.point = true
    else if (reading.mark === ',') traits.comma = true
    return asNumber(reading.text)
  })
}

/** Nothing, a sign such as £, or a code such as GBP. */
function isCurrencyMark(mark: string | null): boolean {
  return mark === null || !/^[A-Z]/.test(mark) || isCurrency(mark)
}

function checked(schema: z.ZodType, input: unknown, cure: string): CellValue | CellFault {
  const result = schema.safeParse(input)
  if (result.success) return result.data as CellValue
  return new CellFault(result.error.issues.map((issue) => issue.message).join('; '), cure)
}

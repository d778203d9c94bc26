import Papa from 'papaparse'
import { type Delimiter, detectDialect, type Dialect, SAMPLE_CHARACTERS } from './dialect.ts'

export interface CsvRecord {
  /** The line of the file on which it begins; the first line is 1. */
  line: number
  cells: string[]
  /** Set when its quotes are wrong, so that the cells may be cut in the wrong places. */
  fault?: CsvFault
}

export type CsvFault = 'unclosed quote' | 'misplaced quote' | 'endless record'

/** A record longer than this is a quote that nobody closed. */
const MAX_RECORD_CHARACTERS = 1_000_000

interface Parsed {
  data: string[][]
  errors: { code: string; row?: number }[]
  meta: { cursor: number }
}

/**
 * Reads CSV (RFC 4180) from pieces of text, wherever they are cut. Records of blank cells only are
 * left out. Ends of lines may be `\n`, `\r\n` or `\r`; a `\r` before a `\n` belongs to the line end.
 */
export class CsvReader {
  dialect: Dialect | undefined
  readonly #delimiter: Delimiter | undefined
  #rest = ''
  #line = 1
  #endless = false

  /** @param delimiter the delimiter if the caller knows it; found out otherwise */
  constructor(delimiter?: Delimiter) {
    this.#delimiter = delimiter
  }

  /** The records that are complete by now. */
  push(piece: string): CsvRecord[] {
    if (this.#endless) return []
    const text = this.#rest + piece
    if (!this.dialect && text.length < SAMPLE_CHARACTERS) {
      this.#rest = text
      return []
    }
    return this.#read(text, false)
  }

  /** The records that only the end of the file completes. */
  end(): CsvRecord[] {
    return this.#endless ? [] : this.#read(this.#rest, true)
  }

  #read(text: string, last: boolean): CsvRecord[] {
    const begin = this.dialect ? 0 : this.#begin(text, last)
    const dialect = this.dialect
    if (!dialect) throw new Error('the dialect is known once reading has begun')
    const input = text.slice(begin)
    const { data, errors, meta } = new Papa.Parser({
      delimiter: dialect.delimiter,
      newline: dialect.newline,
    }).parse(input, 0, !last) as Parsed
    this.#rest = last ? '' : input.slice(meta.cursor)
    const faults = errors.length > 0 ? faultsOf(errors) : undefined
    const records = this.#number(data, faults, input.includes('"'), dialect)
    if (this.#rest.length > MAX_RECORD_CHARACTERS) {
      this.#endless = true
      records.push({ line: this.#line, cells: [], fault: 'endless record' })
    }
    return records
  }

  #begin(text: string, last: boolean): number {
    this.dialect = detectDialect(text.slice(0, SAMPLE_CHARACTERS), last, this.#delimiter)
    if (this.dialect.skip > 0) this.#line += 1
    return this.dialect.skip
  }

  /** Gives each record its line; only quoted cells hold line ends of their own. */
  #number(
    data: readonly string[][],
    faults: Map<number, CsvFault> | undefined,
    quoted: boolean,
    { newline }: Dialect,
  ): CsvRecord[] {
    const records: CsvRecord[] = []
    for (const [index, cells] of data.entries()) {
      const line = this.#line
      this.#line += 1
      if (quoted) for (const cell of cells) this.#line += countOf(newline, cell)
      trimLineEnd(cells)
      if (cells.every(isBlank)) continue
      const fault = faults?.get(index)
      records.push(fault ? { line, cells, fault } : { line, cells })
    }
    return records
  }
}

/** The first fault of each record, by its index; it leads to the others. */
function faultsOf(errors: Parsed['errors']): Map<number, CsvFault> {
  const faults = new Map<number, CsvFault>()
  for (const { row = 0, code } of errors) {
    if (faults.has(row)) continue
    faults.set(row, code === 'MissingQuotes' ? 'unclosed quote' : 'misplaced quote')
  }
  return faults
}

function trimLineEnd(cells: string[]): void {
  const end = cells.at(-1)
  if (end?.endsWith('\r')) cells[cells.length - 1] = end.slice(0, -1)
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === ''
}

function countOf(newline: string, cell: string): number {
  let count = 0
  for (let at = cell.indexOf(newline); at >= 0; at = cell.indexOf(newline, at + 1)) count++
  return count
}

import { invalid, InvalidError, type Issue } from '../../../errors.ts'
import { type ImportField, importFields } from '../../../schemas/product-import.ts'
import { headerKey, headerRank } from './fields.ts'
import type { ImportNotes } from './report.ts'

/** Which field a column of the file holds; null leaves the column out. By header. */
export type ImportMapping = Readonly<Record<string, ImportField | null>>

export interface ImportColumn {
  field: ImportField
  /** As in the file, cut to 200 characters. */
  header: string
  index: number
}

export interface ImportColumns {
  used: ImportColumn[]
  ignored: string[]
  /** How many cells each row must have. */
  width: number
}

interface Header {
  text: string
  key: string
  index: number
}

const MAX_COLUMNS = 500
/** As many as a mapping can name; each note about a cell repeats them. */
const HEADER_CHARACTERS = 200

/**
 * Finds the columns of a file: those of the mapping first, then by the names that headers usually
 * have. Of two columns with the same header the first counts, which is told as a warning.
 * @throws InvalidError when the mapping names a column that is not there, or no column holds the
 *   SKU or the name; it lists the headers found and says how to map them
 */
export function findColumns(
  cells: readonly string[],
  mapping: ImportMapping,
  warnings: ImportNotes,
): ImportColumns {
  if (cells.length > MAX_COLUMNS) {
    throw invalid(
      'columns',
      `must be at most ${MAX_COLUMNS} columns, not ${cells.length}`,
      'too_big',
    )
  }
  const free: Header[] = cells.map((cell, index) => {
    const text = cell.trim()
    return { text, key: headerKey(text), index }
  })
  const headers = withoutRepeated(free, warnings)
  const { chosen, taken, issues } = applyMapping(headers, mapping)
  const describedByCaller = chosen.has('description')
  for (const field of importFields) {
    if (chosen.has(field)) continue
    const header = surest(field, headers, taken)
    if (!header) continue
    chosen.set(field, header)
    taken.add(header)
  }
  if (!describedByCaller) describeByName(chosen)
  issues.push(...missing(chosen, headers))
  if (issues.length > 0) throw new InvalidError(issues)

  const used = importFields.flatMap((field) => {
    const header = chosen.get(field)
    if (!header) return []
    const shown = header.text.slice(0, HEADER_CHARACTERS).toWellFormed()
    return [{ field, header: shown, index: header.index }]
  })
  const usedIndexes = new Set(used.map((column) => column.index))
  const ignored = free.filter((header) => !usedIndexes.has(header.index)).map(nameOf)
  return { used, ignored, width: cells.length }
}

function withoutRepeated(free: readonly Header[], warnings: ImportNotes): Header[] {
  const first = new Map<string, Header>()
  for (const header of free) {
    const earlier = first.get(header.text)
    if (header.text !== '' && earlier) {
      warnings.add({
        row: 1,
        column: header.text,
        value: null,
        message: `columns ${earlier.index + 1} and ${header.index + 1} have the same header; the first one counts`,
        cure: 'give each column a header of its own',
      })
    } else first.set(header.text, header)
  }
  return [...first.values()].filter((header) => header.text !== '')
}

/** What the mapping chose, and the columns that it spoke of, those left out included. */
function applyMapping(headers: readonly Header[], mapping: ImportMapping) {
  const chosen = new Map<ImportField, Header>()
  const taken = new Set<Header>()
  const issues: Issue[] = []
  for (const [name, field] of Object.entries(mapping)) {
    const header =
      headers.find((candidate) => candidate.text === name.trim()) ??
      headers.find((candidate) => candidate.key === headerKey(name))
    if (header) taken.add(header)
    const path = `mapping.${name}`
    if (!header) {
      const message = `the file has no such column; its columns are: ${listOf(headers)}`
      issues.push({ path, message, code: 'unknown_column' })
    } else if (field !== null && chosen.has(field)) {
      const message = `another column is mapped to ${field} already`
      issues.push({ path, message, code: 'mapped_twice' })
    } else if (field !== null) chosen.set(field, header)
  }
  return { chosen, taken, issues }
}

function surest(
  field: ImportField,
  headers: readonly Header[],
  taken: ReadonlySet<Header>,
): Header | undefined {
  let best: Header | undefined
  let bestRank = Infinity
  for (const header of headers) {
    const rank = headerRank(field, header.key)
    if (rank === undefined || rank >= bestRank || taken.has(header)) continue
    best = header
    bestRank = rank
  }
  return best
}

/** Many files call the name of a product its description, and have no other name. */
function describeByName(chosen: Map<ImportField, Header>): void {
  const description = chosen.get('description')
  if (!description || chosen.has('name')) return
  chosen.delete('description')
  chosen.set('name', description)
}

function missing(chosen: ReadonlyMap<ImportField, Header>, headers: readonly Header[]): Issue[] {
  return (['sku', 'name'] as const)
    .filter((field) => !chosen.has(field))
    .map((field) => ({
      path: `columns.${field}`,
      message: `no column holds the ${field}; the columns found are: ${listOf(headers)}. Say which one it is with mapping={"<column>":"${field}"}`,
      code: 'missing_column',
    }))
}

function listOf(headers: readonly Header[]): string {
  const shown = headers.slice(0, 50).map((header) => header.text.slice(0, 60).toWellFormed())
  const more = headers.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

function nameOf(header: Header): string {
  return header.text === '' ? `(column ${header.index + 1}, without header)` : header.text
}

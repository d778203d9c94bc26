import { CsvBytes, type CsvEncoding } from '../../../csv/encoding.ts'
import type { Delimiter } from '../../../csv/dialect.ts'
import { CsvReader, type CsvRecord } from '../../../csv/reader.ts'
import { giveWay } from '../../../db/give-way.ts'
import { AppError, invalid } from '../../../errors.ts'
import { findColumns, type ImportMapping } from './columns.ts'
import { DraftReader, type ImportFile } from './drafts.ts'
import { type DuplicateRule, withoutDuplicates } from './duplicates.ts'
import { type Findings, noFindings } from './report.ts'

export const MAX_IMPORT_BYTES = 50 * 2 ** 20
/** One transaction holds them all, and a shop with more can send two files. */
export const MAX_IMPORT_ROWS = 250_000

export interface FileRules {
  mapping: ImportMapping
  delimiter?: Delimiter | undefined
  encoding?: CsvEncoding | undefined
  duplicates?: DuplicateRule | undefined
}

/**
 * Reads a CSV of products through, so that every problem in it is known at once. Other requests get
 * their turn after each piece of about 128 KB.
 *
 * @param onRows told how many bytes are read, of how many
 * @throws AppError TOO_LARGE, UNSUPPORTED_MEDIA_TYPE when it is no CSV, InvalidError when it is
 *   empty, or has no column for the SKU or the name
 */
export async function readImportFile(
  source: ReadableStream<Uint8Array>,
  rules: FileRules,
  onBytes: (done: number, total: number) => void = () => {},
): Promise<ImportFile> {
  const bytes = await receive(source)
  const encoding = rules.encoding ?? bytes.encoding()
  const reader = new CsvReader(rules.delimiter)
  const findings = noFindings()
  let table: Table | undefined
  let characters = 0
  for (const piece of bytes.text(encoding)) {
    table = readRecords(reader.push(piece), table, rules, findings)
    characters += piece.length
    onBytes(Math.min(characters, bytes.size), bytes.size)
    await giveWay()
  }
  table = readRecords(reader.end(), table, rules, findings)
  if (!table || !reader.dialect) throw invalid('', 'the file holds no header line', 'empty')
  if (bytes.looksMisread) findings.warnings.add(misread)

  const currencyMarks = table.drafts.end()
  const { delimiter } = reader.dialect
  return {
    encoding,
    delimiter,
    columns: table.columns,
    rows: table.drafts.rows,
    drafts: withoutDuplicates(table.drafts.drafts, table.columns.used, rules.duplicates, findings),
    findings,
    currencyMarks,
  }
}

interface Table {
  columns: ReturnType<typeof findColumns>
  drafts: DraftReader
}

const misread = {
  row: 1,
  column: null,
  value: null,
  message:
    'the file is no valid UTF-8, so it was read as Windows-1252; some of its letters look wrong',
  cure: 'look at the names in the dry run; save the file as “CSV UTF-8” if they are garbled',
}

function readRecords(
  records: readonly CsvRecord[],
  table: Table | undefined,
  rules: FileRules,
  findings: Findings,
): Table | undefined {
  for (const record of records) {
    if (!table) {
      const columns = findColumns(record.cells, rules.mapping, findings.warnings)
      table = { columns, drafts: new DraftReader(columns, findings) }
      continue
    }
    table.drafts.read(record)
    if (table.drafts.rows > MAX_IMPORT_ROWS) {
      throw new AppError(
        'TOO_LARGE',
        `the file has more than ${MAX_IMPORT_ROWS} rows: cut it into several files`,
        { maxRows: MAX_IMPORT_ROWS },
      )
    }
  }
  return table
}

async function receive(source: ReadableStream<Uint8Array>): Promise<CsvBytes> {
  const bytes = new CsvBytes()
  const reader = source.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw Object.assign(invalid('', 'the upload broke off before its end', 'cut_off'), { cause })
    })
    if (done) return bytes
    bytes.push(value)
    if (bytes.size > MAX_IMPORT_BYTES) {
      await reader.cancel()
      throw new AppError('TOO_LARGE', 'the file is larger than 50 MB: cut it into several files', {
        maxBytes: MAX_IMPORT_BYTES,
      })
    }
  }
}

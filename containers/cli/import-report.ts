import type { AppError } from '#shared/errors.ts'
import type { ImportReport } from '#shared/schemas/product-import.ts'

type Note = ImportReport['problems'][number]

const NOTES_SHOWN = 50
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const

/** The report of an import as a person reads it. */
export function describeReport(file: string, report: ImportReport): string {
  const { dryRun, problemCount, created, updated, unchanged } = report
  const done = problemCount > 0 || dryRun ? 'would be ' : ''
  const made = `${report.suppliersCreated} suppliers and ${report.categoriesCreated} categories`
  return [
    `${file}: ${report.rows} rows, ${report.encoding}, ${delimiterNames[report.delimiter]}`,
    `  columns  ${Object.entries(report.columns)
      .map(([field, header]) => (field === header ? field : `${field} from ${header}`))
      .join(', ')}`,
    ...(report.ignoredColumns.length > 0 ? [`  ignored  ${report.ignoredColumns.join(', ')}`] : []),
    ...notes('warning', report.warnings, report.warningCount),
    ...notes('problem', report.problems, problemCount),
    problemCount > 0
      ? 'Nothing is imported before the problems are solved.'
      : `${created} products ${done}created, ${updated} ${done}changed, ${unchanged} as they were; ${made} ${done}created.`,
  ].join('\n')
}

/** Why a file was refused: its problems row by row, or what is wrong with it as a whole. */
export function describeRefusal(file: string, { message, details }: AppError): string {
  if ('problems' in details) {
    // The refusal of an import holds its whole report.
    return describeReport(file, details as unknown as ImportReport)
  }
  const issues = (details['errors'] ?? []) as { path: string; message: string }[]
  const lines = issues.map(({ path, message: text }) => (path ? `  ${path}: ${text}` : `  ${text}`))
  return [`${file}: ${issues.length > 0 ? 'cannot be imported' : message}`, ...lines].join('\n')
}

function notes(kind: string, list: readonly Note[], count: number): string[] {
  if (count === 0) return []
  const shown = list.slice(0, NOTES_SHOWN).map(noteLine)
  const more = count - shown.length
  const rest = more > 0 ? [`  … and ${more} more; --json lists up to 1,000`] : []
  return [`${count} ${kind}${count === 1 ? '' : 's'}`, ...shown, ...rest]
}

function noteLine({ row, column, value, message, cure }: Note): string {
  const where = column === null ? `row ${row}` : `row ${row}, ${column}`
  const what = value === null ? '' : ` ${JSON.stringify(value)}`
  return `  ${where}${what}: ${message} → ${cure}`
}

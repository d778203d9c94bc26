import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import { ImportOptions, type ImportReport } from '#shared/schemas/product-import.ts'
import { importProducts } from '#shared/services/products/import.ts'
import { type Command, parse, UsageError } from './command.ts'
import { describeRefusal, describeReport } from './import-report.ts'
import { configFor, withDatabase } from './operator.ts'
import { progressBar } from './progress-bar.ts'

const usage = `Imports products from a CSV file, all of them or none.

  stockroom import FILE [options]

  --dry-run              check everything, write nothing
  --mapping JSON         what columns hold, e.g. '{"VK netto":"price","Notiz":null}'
  --duplicates first|last  which row counts when rows of one SKU contradict each other
  --no-create            refuse suppliers and categories that do not exist yet
  --delimiter comma|semicolon|tab, --encoding utf-8|windows-1252|utf-16le|utf-16be
                         found out when left out
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db
  --json                 print the report as JSON

Ends with 0 when all is well, 1 when the file has problems, 2 when it could not be tried.
`

const flags = {
  'dry-run': { type: 'boolean' },
  mapping: { type: 'string' },
  duplicates: { type: 'string' },
  'no-create': { type: 'boolean' },
  delimiter: { type: 'string' },
  encoding: { type: 'string' },
  database: { type: 'string' },
  json: { type: 'boolean' },
} as const

interface Invocation {
  file: string
  options: ImportOptions
  database: string | undefined
  json: boolean
}

function read(args: string[]): Invocation {
  const { values, positionals } = parse({ args, options: flags, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new UsageError('name one CSV file')
  const { mapping, duplicates, delimiter, encoding } = values
  const options = ImportOptions.safeParse({
    dryRun: String(values['dry-run'] ?? false),
    createMissing: String(!values['no-create']),
    mapping,
    duplicates,
    delimiter,
    encoding,
  })
  if (!options.success) {
    const lines = options.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
    throw new UsageError(lines.join('\n'))
  }
  return { file, options: options.data, database: values.database, json: values.json ?? false }
}

function requireFile(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new UsageError(`there is no file ${file}`)
  if (!stats.isFile()) throw new UsageError(`${file} is no file`)
}

function runImport({ file, options, database: url }: Invocation): Promise<ImportReport> {
  requireFile(file)
  return withDatabase(configFor(url), 'import', async ({ ctx }) => {
    const bar = progressBar(process.stderr)
    try {
      // The bytes of a file are the same stream to both type systems.
      const source = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
      return await importProducts(ctx, source, options, bar.show)
    } finally {
      bar.clear()
    }
  })
}

export const importCommand: Command = {
  usage,
  async run(args) {
    const invocation = read(args)
    const name = basename(invocation.file)
    try {
      const report = await runImport(invocation)
      const text = describeReport(name, report)
      console.log(invocation.json ? JSON.stringify(report, null, 2) : text)
      return report.problemCount > 0 ? 1 : 0
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { message, details, cause } = error
      // Nothing is uploaded here: a file that breaks off cannot be read, and the system says why.
      if (cause instanceof Error) throw new UsageError(`${name} cannot be read: ${cause.message}`)
      if (invocation.json) console.log(JSON.stringify({ error: message, ...details }, null, 2))
      else console.error(describeRefusal(name, error))
      return 1
    }
  },
}

import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { systemActor } from '#shared/auth/actor.ts'
import type { Ctx } from '#shared/context.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { silentLog } from '#shared/log.ts'
import { ImportOptions, type ImportReport } from '#shared/schemas/product-import.ts'
import { importProducts } from '#shared/services/products/import.ts'
import { readConfig } from '../api/config.ts'
import { openMigrated } from '../api/database.ts'
import { nodePlatform } from '../api/platform.ts'
import { describeRefusal, describeReport } from './import-report.ts'
import { progressBar } from './progress-bar.ts'

const usage = `Imports products from a CSV file, all of them or none.

  npm run import -- FILE [options]

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
  help: { type: 'boolean' },
} as const

/** What the operator typed cannot be carried out; the message says why. */
class UsageError extends Error {
  override name = 'UsageError'
}

interface Command {
  file: string
  options: ImportOptions
  database: string | undefined
  json: boolean
}

function readCommand(args: string[]): Command | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
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

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** The size of a file that is there to be read. */
function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new UsageError(`there is no file ${file}`)
  if (!stats.isFile()) throw new UsageError(`${file} is no file`)
  return stats.size
}

async function runImport({ file, options, database: url }: Command): Promise<ImportReport> {
  sizeOf(file)
  const config = readConfig(url === undefined ? process.env : { ...process.env, DATABASE_URL: url })
  const database = await openMigrated(config.DATABASE_URL)
  const bar = progressBar(process.stderr)
  try {
    const ctx: Ctx = {
      ...(await nodePlatform(config, database, silentLog)),
      actor: systemActor('import from the command line'),
      requestId: newId('request'),
      ip: null,
      userAgent: null,
    }
    // The bytes of a file are the same stream to both type systems.
    const source = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
    return await importProducts(ctx, source, options, bar.show)
  } finally {
    bar.clear()
    await database.close()
  }
}

async function main(args: string[]): Promise<number> {
  try {
    const command = readCommand(args)
    if (command === 'help') {
      console.log(usage)
      return 0
    }
    try {
      const report = await runImport(command)
      const text = describeReport(basename(command.file), report)
      console.log(command.json ? JSON.stringify(report, null, 2) : text)
      return report.problemCount > 0 ? 1 : 0
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { message, details } = error
      if (command.json) console.log(JSON.stringify({ error: message, ...details }, null, 2))
      else console.error(describeRefusal(basename(command.file), error))
      return 1
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    if (error instanceof UsageError) console.error('\nnpm run import -- --help says more')
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))

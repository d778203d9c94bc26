import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { mutate } from '#shared/audit/mutate.ts'
import { csvLine, guardFormula } from '#shared/csv/writer.ts'
import { type Command, CommandError, parse, UsageError } from './command.ts'
import { cellOf, type Cell } from './leaving/columns.ts'
import { readTables, type ReadTable, type Value } from './leaving/read-tables.ts'
import { writeTar } from './leaving/tar.ts'
import { configFor, withDatabase } from './operator.ts'

const usage = `Writes everything that Stockroom knows into files that other programs read, one a table.

  stockroom export TARGET [options]

  TARGET                 a folder that is not there yet, a file ending in .tar, or - for a tar archive
                         on stdout, e.g. docker compose exec -T backend stockroom export - > all.tar

  --format csv|jsonl     default: csv
  --database URL         default: DATABASE_URL, or else ./data/stockroom.db

Money comes as decimals in the currency beside it, quantities in the unit of the product, instants in
UTC. Passwords, tokens and other secrets are left out. For moving to another machine with Stockroom
use stockroom backup instead.
Ends with 0 when all is written, 1 when not, 2 when it could not be tried.
`

const flags = { format: { type: 'string' }, database: { type: 'string' } } as const

const about = `Everything that Stockroom knew at the instant in manifest.json, one file a table.

Ids link the files: product_id in one of them is id in product. Money is a decimal in the currency of
its row, or else of settings; quantities are in the unit of the product; instants are UTC, days are
those of the company's time zone. In CSV an empty cell is no value, and a text that a spreadsheet would
take for a formula begins with an apostrophe. stock_movement is the ledger: for each product and location
the quantities add up to on_hand in stock_level.
`

export const exportCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parse({ args, options: flags, allowPositionals: true })
    const [target, ...others] = positionals
    if (target === undefined || others.length > 0) throw new UsageError('name one target')
    const { format = 'csv' } = values
    if (format !== 'csv' && format !== 'jsonl') throw new UsageError('--format: csv or jsonl')
    const isStdout = target === '-'
    const path = resolve(target)
    if (!isStdout && existsSync(path)) {
      throw new UsageError(`${target} is there already: name another, or remove it`)
    }
    const rows = await withDatabase(configFor(values.database), 'export', async (opened) => {
      const { ctx, config } = opened
      const folder = isStdout ? join(resolve(config.DATA_DIR), 'stockroom-export') : `${path}.part`
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
      try {
        await mutate(ctx, (_tx, audit) => {
          audit.recorded('EXPORT', 'database', ctx.now().toISOString())
          return Promise.resolve()
        })
        const counted: Record<string, number> = {}
        await readTables(config, join(folder, 'copy.db'), async (tables) => {
          for (const table of tables) counted[table.name] = await writeTable(table, folder, format)
        })
        const manifest = { exportedAt: ctx.now().toISOString(), format, rows: counted }
        await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
        await writeFile(join(folder, 'README.txt'), about)
        await hand(folder, path, isStdout)
        return counted
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
    console.error(`${total} rows of ${Object.keys(rows).length} tables exported to ${target}`)
    return 0
  },
}

async function writeTable(table: ReadTable, folder: string, format: 'csv' | 'jsonl') {
  let count = 0
  async function* lines() {
    if (format === 'csv') yield csvLine(table.columns)
    for await (const row of table.rows()) {
      count += 1
      const cells = table.columns.map((column) =>
        table.integers.has(column) ? cellOf(column, row[column]) : textOf(row[column]),
      )
      yield format === 'csv' ? csvLine(cells.map(csvCell)) : jsonLine(table.columns, cells)
    }
  }
  const file = createWriteStream(join(folder, `${table.name}.${format}`), { mode: 0o600 })
  await pipeline(Readable.from(lines()), file)
  return count
}

function textOf(value: Value | undefined): Cell {
  return value === null || value === undefined ? null : String(value)
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'string' && !/^-?[\d.]+$/.test(cell) ? guardFormula(cell) : String(cell)
}

function jsonLine(columns: readonly string[], cells: readonly Cell[]): string {
  const entries = columns.map((column, index) => [column, cells[index] ?? null])
  return `${JSON.stringify(Object.fromEntries(entries))}\n`
}

/** Gives what is finished its name, or writes it to stdout. */
async function hand(folder: string, path: string, isStdout: boolean): Promise<void> {
  if (isStdout) return writeTar(folder, 'stockroom-export', process.stdout)
  if (!path.endsWith('.tar')) return rename(folder, path)
  const draft = `${path}.writing`
  const out = createWriteStream(draft, { mode: 0o600 })
  try {
    await writeTar(folder, basename(path, '.tar'), out)
    out.end()
    await finished(out)
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true })
    throw new CommandError(`${path} cannot be written: ${(cause as Error).message}`, { cause })
  }
}

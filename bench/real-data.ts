import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ImportReport } from '#shared/schemas/product-import.ts'
import { type Api, openApi } from './api.ts'
import { Counts } from './counts.ts'
import {
  adventureProducts,
  adventureVendors,
  northwindProducts,
  northwindSuppliers,
  type RetailCatalogue,
  retailCatalogue,
} from './real-files.ts'

// Imports the catalogues of three real shops through the HTTP API into a database of its own and
// counts what arrived: node bench/real-data.ts FOLDER [URL of a server that was never set up]

const counts = new Counts()

function count(what: string, expected: number, found: number): void {
  counts.add(what, expected, found)
}

async function importFile(api: Api, name: string, csv: string): Promise<ImportReport> {
  const start = performance.now()
  const res = await api.send('POST', '/products/import', csv, 'text/csv')
  const seconds = (performance.now() - start) / 1000
  const report = (await res.json()) as ImportReport & { detail?: string }
  if (!res.ok) throw new Error(`${name}: ${res.status} ${report.detail ?? ''}`)
  const speed = Math.round(report.rows / seconds)
  console.log(`${name}: ${report.rows} rows in ${seconds.toFixed(2)} s, ${speed} rows/s`)
  for (const { row, value, message } of report.warnings.slice(0, 3)) {
    console.log(`  warning: row ${row}, ${value ?? ''}: ${message}`)
  }
  const more = report.warningCount - Math.min(3, report.warnings.length)
  if (more > 0) console.log(`  … and ${more} more warnings`)
  return report
}

async function createAll(api: Api, path: string, records: readonly object[]): Promise<number> {
  let created = 0
  for (const record of records) {
    const res = await api.send('POST', path, JSON.stringify(record))
    if (res.status === 201) created += 1
    else console.log(`${path}: ${res.status} ${await res.text()}`)
  }
  return created
}

async function northwind(api: Api, folder: string): Promise<void> {
  const suppliers = await northwindSuppliers(folder)
  count('Northwind suppliers created', 29, await createAll(api, '/suppliers', suppliers))
  const report = await importFile(api, 'Northwind products', await northwindProducts(folder))
  count('Northwind products created', 77, report.created)
  count('  categories made for them', 8, report.categoriesCreated)
  count('  suppliers made for them (all are there)', 0, report.suppliersCreated)
  count('  warnings', 0, report.warningCount)
}

async function adventureWorks(api: Api, folder: string): Promise<void> {
  const vendors = await adventureVendors(folder)
  count('AdventureWorks vendors created', 104, await createAll(api, '/suppliers', vendors))
  const report = await importFile(api, 'AdventureWorks products', await adventureProducts(folder))
  count('AdventureWorks products created', 504, report.created)
  count('  categories made of subcategories', 37, report.categoriesCreated)
  count('  suppliers made for them (all are there)', 0, report.suppliersCreated)
  count('  warnings', 0, report.warningCount)
}

/** Lines of the codes that are no goods, as they are known to be. */
const serviceLines: Readonly<Record<string, number>> = {
  POST: 1_256,
  DOT: 710,
  M: 571,
  m: 1,
  C2: 144,
  D: 77,
  S: 63,
  'BANK CHARGES': 37,
  AMAZONFEE: 34,
  CRUK: 16,
  B: 3,
}

async function onlineRetail(api: Api, folder: string): Promise<void> {
  const catalogue = await retailCatalogue(folder)
  count('Online Retail lines', 541_909, catalogue.lines)
  count('  codes as spelled', 4_070, catalogue.spelled)
  count('  codes whatever their letter case', 3_958, catalogue.folded)
  countServices(catalogue)
  const report = await importFile(api, 'Online Retail products', catalogue.csv)
  count('Online Retail rows sent', 4_070, report.rows)
  count('Online Retail products created', 3_958, report.created)
  count('  second spellings reported', 112, report.warningCount)
  const { nameless } = catalogue
  console.log(`  ${nameless.length} codes are never described and are named by their code`)
}

function countServices({ services }: RetailCatalogue): void {
  const list = [...services].map(([code, lines]) => `${code} ${lines}`).join(', ')
  console.log(`Online Retail codes that are no goods, with their lines: ${list}`)
  for (const [code, lines] of Object.entries(serviceLines)) {
    count(`  lines of ${code}`, lines, services.get(code) ?? 0)
  }
  const gifts = [...services].filter(([code]) => code.startsWith('gift_'))
  count(
    '  lines of gift_…',
    34,
    gifts.reduce((sum, [, lines]) => sum + lines, 0),
  )
}

/** What arrived, read back; and that an import of the export changes nothing. */
async function readBack(api: Api): Promise<void> {
  const suppliers = await countItems(api, '/suppliers')
  const categories = await countItems(api, '/categories')
  count('suppliers listed', 133, suppliers)
  count('categories listed', 45, categories)
  count('products listed', 4_539, await countItems(api, '/products'))
  const csv = await (await api.send('GET', '/products/export')).text()
  const again = await importFile(api, 'the export of all of them', csv)
  count('products that an import of the export leaves alone', 4_539, again.unchanged)
}

async function countItems(api: Api, path: string): Promise<number> {
  let items = 0
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const res = await api.send('GET', `${path}?limit=100${query}`)
    const page = (await res.json()) as { items: unknown[]; nextCursor: string | null }
    items += page.items.length
    cursor = page.nextCursor
  }
  return items
}

/** Files that must be read rightly, or refused, as a whole. */
async function dryRuns(api: Api, folder: string): Promise<void> {
  const dryRun = async (file: string, query = '') => {
    const path = `/products/import?dryRun=true${query}`
    return api.send('POST', path, await readFile(`${folder}/${file}`), 'text/csv')
  }
  const western = await dryRun('online-retail/sample-cp1252-crlf.csv', '&duplicates=first')
  const report = (await western.json()) as ImportReport
  count('rows of the Windows-1252 sample', 367, report.rows)
  count('  read as Windows-1252', 1, report.encoding === 'windows-1252' ? 1 : 0)
  count(
    'orders instead of products: refused with',
    422,
    (await dryRun('northwind/orders.csv')).status,
  )
  const parquet = await dryRun('online-retail/sample-2010-12-01_03.snappy.parquet')
  count('Parquet instead of CSV: refused with', 415, parquet.status)
}

async function main(folder: string | undefined, url: string | undefined): Promise<number> {
  if (folder === undefined) {
    console.error('usage: node bench/real-data.ts FOLDER [URL]')
    return 2
  }
  if (!existsSync(`${folder}/northwind/products.csv`)) {
    console.log(`skipped: there is no real data in ${folder} (northwind/products.csv is missing)`)
    return 0
  }
  const api = await openApi(url, process.env['DATABASE_URL'])
  try {
    await northwind(api, folder)
    await adventureWorks(api, folder)
    await onlineRetail(api, folder)
    await readBack(api)
    await dryRuns(api, folder)
  } finally {
    await api.close()
  }
  return counts.print() ? 0 : 1
}

process.exitCode = await main(process.argv[2], process.argv[3])

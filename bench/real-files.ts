import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvBytes } from '#shared/csv/encoding.ts'
import { CsvReader } from '#shared/csv/reader.ts'
import { csvLine } from '#shared/csv/writer.ts'

/** A row of a table, by header; of two columns with one header the first. */
export type TableRow = Readonly<Record<string, string>>

/** A table on disk, plain or gzipped, all of it. */
export async function readTable(path: string): Promise<TableRow[]> {
  // The bytes of a file are the same stream to both type systems.
  const file = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array<ArrayBuffer>>
  const plain = path.endsWith('.gz') ? file.pipeThrough(new DecompressionStream('gzip')) : file
  const bytes = new CsvBytes()
  for await (const chunk of plain) bytes.push(chunk)
  const reader = new CsvReader()
  const records = [...bytes.text(bytes.encoding())].flatMap((piece) => reader.push(piece))
  const [header, ...rows] = [...records, ...reader.end()]
  const names = header?.cells ?? []
  return rows.map(({ cells }) =>
    Object.fromEntries(
      names.map((name, n): [string, string] => [name, cells[n] ?? '']).toReversed(),
    ),
  )
}

function csvOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map(csvLine).join('')
}

/** Northwind's products as a shop would send them: suppliers and categories by name. */
export async function northwindProducts(folder: string): Promise<string> {
  const suppliers = await namesOf(`${folder}/northwind/suppliers.csv`, 'SupplierID', 'CompanyName')
  const categories = await namesOf(
    `${folder}/northwind/categories.csv`,
    'CategoryID',
    'CategoryName',
  )
  const rows = (await readTable(`${folder}/northwind/products.csv`)).map((row) => [
    row['ProductID'] ?? '',
    row['ProductName'] ?? '',
    suppliers.get(row['SupplierID'] ?? '') ?? '',
    categories.get(row['CategoryID'] ?? '') ?? '',
    row['QuantityPerUnit'] ?? '',
    row['UnitPrice'] ?? '',
    row['ReorderLevel'] ?? '',
    'USD',
  ])
  const header = ['ProductID', 'ProductName', 'Supplier', 'Category', 'Description']
  return csvOf([...header, 'UnitPrice', 'ReorderLevel', 'Currency'], rows)
}

export async function northwindSuppliers(folder: string): Promise<object[]> {
  const rows = await readTable(`${folder}/northwind/suppliers.csv`)
  return rows.map((row) => ({
    name: row['CompanyName'],
    phone: row['Phone'],
    country: row['Country'],
    address: [row['Address'], row['PostalCode'], row['City'], row['Region']]
      .filter(Boolean)
      .join(', '),
    notes: row['HomePage'],
    contacts: [{ name: row['ContactName'], role: row['ContactTitle'], phone: row['Phone'] }],
  }))
}

export async function adventureVendors(folder: string): Promise<object[]> {
  const rows = await readTable(`${folder}/adventureworks/vendors.csv`)
  return rows.map((row) => ({
    name: row['Name'],
    code: row['AccountNumber'],
    active: row['ActiveFlag'] === '1',
  }))
}

/** AdventureWorks' products with their subcategory, and their first vendor by its code. */
export async function adventureProducts(folder: string): Promise<string> {
  const path = `${folder}/adventureworks`
  const codes = await namesOf(`${path}/vendors.csv`, 'VendorID', 'AccountNumber')
  const categories = await namesOf(
    `${path}/product_subcategories.csv`,
    'ProductSubcategoryID',
    'Name',
  )
  const offers = new Map<string, TableRow>()
  for (const offer of await readTable(`${path}/product_vendors.csv`)) {
    const product = offer['ProductID'] ?? ''
    if (!offers.has(product)) offers.set(product, offer)
  }
  const rows = (await readTable(`${path}/products.csv`)).map((row) => {
    const offer = offers.get(row['ProductID'] ?? '')
    return [
      row['ProductNumber'] ?? '',
      row['Name'] ?? '',
      row['ListPrice'] ?? '',
      row['StandardCost'] ?? '',
      row['ReorderPoint'] ?? '',
      categories.get(row['ProductSubcategoryID'] ?? '') ?? '',
      codes.get(offer?.['VendorID'] ?? '') ?? '',
      offer?.['AverageLeadTime'] ?? '',
      'USD',
    ]
  })
  const header = ['ProductNumber', 'Name', 'ListPrice', 'StandardCost', 'ReorderPoint']
  return csvOf([...header, 'Category', 'Vendor code', 'Lead time', 'Currency'], rows)
}

async function namesOf(path: string, id: string, name: string): Promise<Map<string, string>> {
  const rows = await readTable(path)
  return new Map(rows.map((row) => [row[id] ?? '', row[name] ?? '']))
}

/** What the lines of Online Retail say about its products. */
export interface RetailCatalogue {
  csv: string
  lines: number
  /** Distinct codes as they are spelled, and without regard to letter case. */
  spelled: number
  folded: number
  /** Codes that are no goods, with their lines. */
  services: Map<string, number>
  /** Codes of which no line says what they are; their name is the code. */
  nameless: string[]
}

/** Postage, manual entries, discounts, samples, fees and vouchers: sold, but on no shelf. */
const service = /^(POST|DOT|M|C2|D|S|B|BANK CHARGES|AMAZONFEE|CRUK|gift_.*)$/i

interface Counts {
  lines: number
  names: Map<string, number>
  prices: Map<string, number>
}

/** One row for each code as it is spelled: its most frequent description and positive price. */
export async function retailCatalogue(folder: string): Promise<RetailCatalogue> {
  const codes = new Map<string, Counts>()
  let lines = 0
  for (const row of await readTable(`${folder}/online-retail/online-retail.csv.gz`)) {
    lines += 1
    const code = row['StockCode'] ?? ''
    let counts = codes.get(code)
    if (!counts) codes.set(code, (counts = { lines: 0, names: new Map(), prices: new Map() }))
    counts.lines += 1
    const name = row['Description']?.trim() ?? ''
    const price = row['UnitPrice'] ?? ''
    if (name !== '') counts.names.set(name, (counts.names.get(name) ?? 0) + 1)
    if (Number(price) > 0) counts.prices.set(price, (counts.prices.get(price) ?? 0) + 1)
  }
  const nameless = [...codes].filter(([, { names }]) => names.size === 0).map(([code]) => code)
  const services = [...codes].filter(([code]) => service.test(code))
  const rows = [...codes].map(([code, { names, prices }]) => [
    code,
    mostFrequent(names) ?? code,
    mostFrequent(prices) ?? '',
    'GBP',
  ])
  return {
    csv: csvOf(['StockCode', 'Description', 'UnitPrice', 'Currency'], rows),
    lines,
    spelled: codes.size,
    folded: new Set([...codes.keys()].map((code) => code.toUpperCase())).size,
    services: new Map(services.map(([code, counts]) => [code, counts.lines])),
    nameless,
  }
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined
  for (const [value, count] of counts) {
    if (best === undefined || count > (counts.get(best) ?? 0)) best = value
  }
  return best
}

import { readTable, type TableRow } from './real-files.ts'

/** A line of AdventureWorks' purchase orders; quantities in whole units. */
export interface PurchaseLine {
  productNumber: string
  ordered: number
  unitPrice: string
  /** Delivered, rejected goods included. */
  received: number
  rejected: number
  stocked: number
}

export interface Purchase {
  id: string
  vendorCode: string
  status: 'pending' | 'approved' | 'rejected' | 'complete'
  expectedOn: string
  tax: string
  freight: string
  lines: PurchaseLine[]
}

const statuses: Readonly<Record<string, Purchase['status']>> = {
  1: 'pending',
  2: 'approved',
  3: 'rejected',
  4: 'complete',
}

/** All purchase orders of AdventureWorks with their lines, as the files have them. */
export async function adventurePurchases(folder: string): Promise<Purchase[]> {
  const table = (name: string) => readTable(`${folder}/adventureworks/${name}.csv`)
  const codes = await mapOf(table('vendors'), 'VendorID', 'AccountNumber')
  const numbers = await mapOf(table('products'), 'ProductID', 'ProductNumber')
  const linesOf = new Map<string, TableRow[]>()
  for (const line of await table('purchase_order_lines')) {
    const order = linesOf.get(cell(line, 'PurchaseOrderID'))
    if (order) order.push(line)
    else linesOf.set(cell(line, 'PurchaseOrderID'), [line])
  }
  const orders = await table('purchase_orders')
  return orders.map((row) => {
    const id = cell(row, 'PurchaseOrderID')
    const lines = linesOf.get(id) ?? []
    const status = statuses[cell(row, 'Status')]
    if (!status || lines.length === 0) throw new Error(`purchase order ${id} is not whole`)
    return {
      id,
      vendorCode: existing(codes, cell(row, 'VendorID')),
      status,
      expectedOn: lines.map((line) => cell(line, 'DueDate')).toSorted()[0] ?? '',
      tax: cell(row, 'TaxAmt'),
      freight: cell(row, 'Freight'),
      lines: lines.map((line) => ({
        productNumber: existing(numbers, cell(line, 'ProductID')),
        ordered: Number(cell(line, 'OrderQty')),
        unitPrice: cell(line, 'UnitPrice'),
        received: Number(cell(line, 'ReceivedQty')),
        rejected: Number(cell(line, 'RejectedQty')),
        stocked: Number(cell(line, 'StockedQty')),
      })),
    }
  })
}

async function mapOf(
  rows: Promise<TableRow[]>,
  key: string,
  value: string,
): Promise<Map<string, string>> {
  return new Map((await rows).map((row) => [cell(row, key), cell(row, value)]))
}

function cell(row: TableRow, name: string): string {
  const value = row[name]
  if (value === undefined) throw new Error(`a table has no column ${name}`)
  return value
}

function existing(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key)
  if (value === undefined) throw new Error(`a table names ${key}, which is nowhere`)
  return value
}

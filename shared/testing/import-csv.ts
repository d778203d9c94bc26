import type { TestApp } from './test-app.ts'

/** What an import may do, and a look at its results. */
export const importRights = ['products:read', 'products:write', 'suppliers:write'] as const

/** Sends a CSV to be imported; `query` begins with `?`. */
export function importCsv(
  t: TestApp,
  csv: string | Uint8Array,
  query = '',
  headers: Record<string, string> = {},
): Promise<Response> {
  return t.send('POST', `/products/import${query}`, csv, { 'content-type': 'text/csv', ...headers })
}

/** All products as they are stored, by SKU. */
export function storedProducts(t: TestApp) {
  return t.db.selectFrom('product').selectAll().orderBy('skuKey').orderBy('id').execute()
}

import { join } from 'node:path'
import postgres from 'postgres'
import { request } from 'undici'
import { formatPrice } from '#shared/domain/money.ts'
import { type BenchServer, builtServer, startProcess } from './processes.ts'
import { makeProducts } from './seed.ts'

const ROWS = 100_000
const SUPPLIERS = 200
const CATEGORIES = 40

/** A catalogue as a shop would send it, ten columns wide. */
export function catalogueCsv(rows: number): string {
  const lines = ['sku,name,barcode,price,cost,currency,reorder point,supplier,category,lead time']
  for (const [n, product] of makeProducts(rows).entries()) {
    const { sku, name, barcode, price, cost, currency } = product
    lines.push(
      [
        sku,
        `"${name}"`,
        barcode,
        formatPrice(price),
        formatPrice(cost),
        currency,
        n % 50,
        `Supplier ${n % SUPPLIERS}`,
        `Category ${n % CATEGORIES}`,
        n % 90,
      ].join(','),
    )
  }
  return `${lines.join('\n')}\n`
}

/** An owner's sign-in on a server whose database is new, as an Authorization header. */
export async function setUp({ port }: BenchServer): Promise<string> {
  const res = await fetch(`http://127.0.0.1:${port}/api/auth/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: 'bench@shop.example',
      password: 'test_password_1234_for_bench',
      name: 'Bench',
    }),
  })
  if (res.status !== 201) throw new Error(`setup answered ${res.status}: ${await res.text()}`)
  const { accessToken } = (await res.json()) as { accessToken: string }
  return `Bearer ${accessToken}`
}

/** Rows per second of an import over HTTP into an empty database, everything included. */
export async function measureImport(
  kind: 'sqlite' | 'postgres',
  url: string,
  folder: string,
): Promise<number> {
  const server = await startProcess([builtServer], {
    DATABASE_URL:
      kind === 'sqlite' ? `sqlite:${join(folder, 'import.db')}` : await emptyPostgres(url),
    DATA_DIR: join(folder, `import-${kind}`),
    PORT: '0',
    MONITOR_EVERY_MINUTES: '0',
  })
  try {
    const authorization = await setUp(server)
    const body = catalogueCsv(ROWS)
    const start = performance.now()
    const res = await request(`http://127.0.0.1:${server.port}/api/products/import`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/csv' },
      body,
      headersTimeout: 0,
    })
    const report = (await res.body.json()) as { created?: number }
    const seconds = (performance.now() - start) / 1000
    if (report.created !== ROWS) throw new Error(`the import answered ${JSON.stringify(report)}`)
    return ROWS / seconds
  } finally {
    await server.stop()
  }
}

async function emptyPostgres(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 })
  await sql.unsafe('create database bench_import')
  await sql.end()
  return url.replace(/\/[^/]*$/, '/bench_import')
}

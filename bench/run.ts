import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '#shared/testing/postgres-server.ts'
import { openMigrated } from '../containers/api/database.ts'
import { measureImport, setUp } from './import.ts'
import { measureSales } from './measure-sales.ts'
import { drive, get, type LoadResult, quantile } from './load.ts'
import { type BenchServer, builtServer, startProcess } from './processes.ts'
import { atLeast, atMost, printRows, type Row } from './report.ts'
import { seedProducts } from './seed.ts'

const PRODUCTS = Number(process.env['BENCH_PRODUCTS'] ?? 100_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7)
const SECONDS = 2
const CONNECTIONS = 32
const LIST_REQUESTS_SECONDS = 4

interface Target {
  kind: 'sqlite' | 'postgres'
  url: string
  folder: string
  productFloor: number
}

/** Prints the budgets of the design that exist so far; exits 1 when one is missed. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stockroom-bench-'))
  const postgres = await startPostgres({ durable: true })
  const rows: Row[] = []
  try {
    const targets: Target[] = [
      { kind: 'sqlite', url: `sqlite:${join(folder, 'bench.db')}`, folder, productFloor: 0.5 },
      { kind: 'postgres', url: postgres.url, folder, productFloor: 0.7 },
    ]
    const only = process.env['BENCH_DATABASE']
    const wanted = targets.filter(({ kind }) => only === undefined || kind === only)
    for (const target of wanted) rows.push(...(await measure(target)))
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  printRows(rows)
  if (rows.some((row) => !row.ok)) process.exitCode = 1
}

async function measure(target: Target): Promise<Row[]> {
  const { kind, url, folder } = target
  console.error(`${kind}: seeding ${PRODUCTS} products`)
  const database = await openMigrated(url)
  const ids = await seedProducts(database, PRODUCTS)
  await database.close()

  const env = {
    DATABASE_URL: url,
    DATA_DIR: join(folder, kind),
    PORT: '0',
    REQUESTS_PER_MINUTE: '100000000',
    // The first run would open an alert for each product in the middle of what is measured.
    MONITOR_EVERY_MINUTES: '0',
  }
  const ours = await startProcess([builtServer], env)
  const idleMb = ours.memoryMb()
  const bare = await startProcess(['bench/serve.ts', url])
  try {
    const authorization = await setUp(ours)
    const product = (port: number, headers = {}) =>
      drive({
        port,
        connections: CONNECTIONS,
        seconds: SECONDS,
        request: cycle(ids, headers),
        // With PostgreSQL the second core is the database's.
        awake: kind === 'sqlite',
      })
    console.error(`${kind}: signed-in product read`)
    const read = await ratio(
      () => product(ours.port, { authorization }),
      () => product(bare.port),
    )
    console.error(`${kind}: health`)
    const health = await ratio(
      () => healthLoad(ours),
      () => healthLoad(bare),
    )
    console.error(`${kind}: lists and searches`)
    const lists = await measureLists(ours.port, authorization)
    const imported = await measureImport(kind, url, folder)
    const sales = await measureSales({ kind, url, ids, ours, bare, authorization, ratio })
    return [
      atLeast(`${kind}: signed-in GET /products/{id}, ratio to bare`, read, target.productFloor),
      atLeast(`${kind}: /api/health, ratio to bare`, health, 0.8),
      ...sales,
      ...lists.map((list) => atMost(`${kind}: ${list.name}, p95 ms`, list.p95Ms, 20)),
      ...(kind === 'sqlite'
        ? [
            atLeast('sqlite: import, rows/s', imported, 10_000),
            atMost('sqlite: cold start to ready, ms', ours.startedInMs, 1_000),
            atMost('sqlite: idle memory, MB', idleMb, 120),
          ]
        : [{ name: 'postgres: import, rows/s', value: imported, budget: 'no budget', ok: true }]),
    ]
  } finally {
    await Promise.all([ours.stop(), bare.stop()])
  }
}

/** Rounds in turn, ours and the bare one, so that a change of the machine's speed meets both. */
async function ratio(
  ours: () => Promise<LoadResult>,
  bare: () => Promise<LoadResult>,
  status = 200,
): Promise<number> {
  await ours()
  await bare()
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const a = await ours()
    const b = await bare()
    only(status, a)
    only(status, b)
    ratios.push(a.requestsPerSecond / b.requestsPerSecond)
  }
  return quantile(
    ratios.toSorted((a, b) => a - b),
    0.5,
  )
}

function only(status: number, { statuses }: LoadResult): void {
  if (statuses.size !== 1 || !statuses.has(status)) {
    throw new Error(`a bench request was refused: ${JSON.stringify([...statuses])}`)
  }
}

function healthLoad(server: BenchServer): Promise<LoadResult> {
  const request = get('/api/health')
  return drive({
    port: server.port,
    connections: CONNECTIONS,
    seconds: SECONDS,
    request: () => request,
    awake: true,
  })
}

function cycle(ids: readonly string[], headers: Record<string, string>): () => string {
  let next = 0
  return () => {
    next = (next + 7919) % ids.length
    return get(`/api/products/${ids[next] ?? ''}`, headers)
  }
}

async function measureLists(port: number, authorization: string) {
  const queries: Record<string, string[]> = {
    'product list, first pages': ['', '?sort=-price&limit=100', '?sort=-updatedAt', '?sort=sku'],
    'search, one word': ['?q=lantern', '?q=1500', '?q=seriesz', '?q=vin', '?q=r', '?q=5010000012'],
    'search, two and three words': [
      '?q=red+heart',
      '?q=wooden+cake+seriesb',
      '?q=vintage+clock+frame',
      '?q=mini+1',
      '?q=ribbon+seriesq1',
    ],
  }
  const measured = []
  for (const [name, list] of Object.entries(queries)) {
    let next = 0
    const request = () => get(`/api/products${list[next++ % list.length] ?? ''}`, { authorization })
    const result = await drive({ port, connections: 2, seconds: LIST_REQUESTS_SECONDS, request })
    only(200, result)
    measured.push({ name, p95Ms: result.p95Ms })
  }
  return measured
}

await main()

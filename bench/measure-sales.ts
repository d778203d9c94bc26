import { openMigrated } from '../containers/api/database.ts'
import { type LoadResult, quantile } from './load.ts'
import type { BenchServer } from './processes.ts'
import { atLeast, atMost, type Row } from './report.ts'
import { bulkSaleMs, seedMovements, sell } from './sales.ts'

const MOVEMENTS = Number(process.env['BENCH_MOVEMENTS'] ?? 1_000_000)
const FEW_MOVEMENTS = 1_000
const SOLD = 5_000

interface Shop {
  kind: 'sqlite' | 'postgres'
  url: string
  ids: readonly string[]
  ours: BenchServer
  bare: BenchServer
  authorization: string
  ratio: (
    ours: () => Promise<LoadResult>,
    bare: () => Promise<LoadResult>,
    status: number,
  ) => Promise<number>
}

/** Sales on a short and on a long past, and what is reckoned out of the long one. */
export async function measureSales(shop: Shop): Promise<Row[]> {
  const { kind, url, ids, ours, bare, authorization } = shop
  const sold = ids.slice(0, SOLD)
  const one = { connections: 1, seconds: 4 }
  const many = { connections: 50, seconds: 3 }

  console.error(`${kind}: seeding ${FEW_MOVEMENTS} movements`)
  await fill(url, ids.slice(0, FEW_MOVEMENTS / 2), FEW_MOVEMENTS)
  await sell(ours.port, sold, one, { authorization })
  const young = await sell(ours.port, sold, one, { authorization })

  console.error(`${kind}: seeding ${MOVEMENTS} movements`)
  await fill(url, ids, MOVEMENTS)
  await sell(ours.port, sold, one, { authorization })
  const old = await sell(ours.port, sold, one, { authorization })

  const bulk = await bulkSaleMs(ours.port, ids, authorization)
  const forecast = await forecastMs(ours.port, authorization)

  console.error(`${kind}: sales`)
  const parallelMs = await medianP95(() => sell(ours.port, sold, many, { authorization }))
  const share = await shop.ratio(
    () => sell(ours.port, sold, { connections: 50, seconds: 2 }, { authorization }),
    () => sell(bare.port, sold, { connections: 50, seconds: 2 }),
    201,
  )
  return [
    atMost(`${kind}: sale, 50 clients, p95 ms`, parallelMs, kind === 'sqlite' ? 25 : 40),
    atLeast(`${kind}: sales, ratio to bare`, share, 0.6),
    atMost(`${kind}: bulk sale of 1,000 lines, ms`, bulk, 150),
    atMost(`${kind}: days until stockout, all products, ms`, forecast, 3_000),
    atMost(
      `${kind}: sale at ${MOVEMENTS} movements to ${FEW_MOVEMENTS}, p50`,
      old.p50Ms / young.p50Ms,
      1.3,
    ),
  ]
}

/** Of a few rounds behind one that warms up, because a single one may meet whatever else the disk does. */
async function medianP95(round: () => Promise<LoadResult>): Promise<number> {
  await round()
  const rounds = [await round(), await round(), await round(), await round(), await round()]
  return quantile(
    rounds.map(({ p95Ms }) => p95Ms).toSorted((a, b) => a - b),
    0.5,
  )
}

async function fill(url: string, ids: readonly string[], count: number): Promise<void> {
  const database = await openMigrated(url)
  await database.writer.deleteFrom('stockMovement').execute()
  await seedMovements(database, ids, count)
  await database.close()
}

/** One run of the monitor over HTTP. */
async function forecastMs(port: number, authorization: string): Promise<number> {
  const start = performance.now()
  const res = await fetch(`http://127.0.0.1:${port}/api/monitor/run`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: '{}',
  })
  const body = await res.text()
  if (res.status !== 200) throw new Error(`the monitor answered ${res.status}: ${body}`)
  return performance.now() - start
}

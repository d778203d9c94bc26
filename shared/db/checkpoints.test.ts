import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { runningShop } from '#shared/testing/running-shop.ts'
import { until } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { Checkpoints } from './checkpoints.node.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'
import type { Tx } from './types.ts'

const size = async (path: string) => (await stat(path)).size

/** How often the log has begun anew: the checkpoint sequence number of its header, sqlite.org/fileformat2.html#walformat */
async function timesBegun(path: string): Promise<number> {
  await using log = await open(`${path}-wal`)
  const { buffer } = await log.read(Buffer.alloc(4), 0, 4, 12)
  return buffer.readUInt32BE()
}

async function addCategories(tx: Tx, name: string, count: number): Promise<void> {
  await sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into category (id, name, name_key, version, created_at, updated_at)
    select ${name} || i, ${name} || i || ${' '.repeat(500)}, ${name} || i, 1, '', '' from n`.execute(
    tx,
  )
}

describe('checkpoints', () => {
  it('are made while the database is open, and let the log begin anew when it is long', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    await migrateSqlite(path)
    const { writer, close } = openSqlite(path)
    const write = (name: string, rows: number) =>
      writer.transaction().execute((tx) => addCategories(tx, name, rows))
    const before = await size(path)

    await write('long', 60_000)
    await until('the database holds it', async () => (await size(path)) > before + 20_000_000)
    expect(await size(`${path}-wal`)).toBeGreaterThan(8_000 * 4_096)
    const first = await timesBegun(path)
    await until('the log has begun anew', async () => {
      await write(`short ${Math.random()}`, 1)
      return (await timesBegun(path)) > first
    })

    await close()
    expect(await size(path)).toBeGreaterThan(before + 20_000_000)
  })

  it('fail no commit: where one cannot be made, a later one is', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'stockroom.db')
    const connection = new SqliteDatabase(path)
    connection.pragma('journal_mode = WAL')
    connection.pragma('wal_autocheckpoint = 0')
    connection.exec(`create table pages (page text);
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 9000)
      insert into pages select printf('%3500s', i) from n`)
    let tried = 0
    const checkpoints = new Checkpoints(path, () => {
      tried += 1
      throw new Error('database or disk is full')
    })

    checkpoints.committed(20_000)
    while (tried === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      checkpoints.committed(20_001)
    }

    checkpoints.committed(40_000)
    await checkpoints.close()
    connection.close()
  })

  it('are made by the bundled server too', async () => {
    await using shop = await runningShop('sqlite')
    const { place, caller } = shop
    const path = join(place.folder, 'stockroom.db')
    const before = await size(path)
    const names = Array.from({ length: 5_000 }, (_, n) => `S${n},Product number ${n}\n`)

    const import_ = await fetch(`${shop.server.url}/api/products/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${caller.token}` },
      body: `sku,name\n${names.join('')}`,
    })

    expect(import_.status).toBe(200)
    await until('the file has grown', async () => (await size(path)) > before + 1_000_000)
  })
})

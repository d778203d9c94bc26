import { fstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { DurableLog } from './durable-log.node.ts'
import { migrateSqlite, openSqlite } from './sqlite.node.ts'

/** A disk that takes its time: each turn ends when the test says so. */
function slowDisk() {
  const turns: PromiseWithResolvers<void>[] = []
  const sync = () => {
    const turn = Promise.withResolvers<void>()
    turns.push(turn)
    return turn.promise
  }
  return { turns, sync }
}

/** Lets everything run that need not wait for the disk. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

async function databaseIn(folder: string) {
  const path = join(folder, 'stockroom.db')
  await migrateSqlite(path)
  return { path, database: openSqlite(path) }
}

describe('a log that is brought to the disk', () => {
  it('is the one that SQLite writes', async () => {
    await using folder = await temporaryFolder()
    const { path, database } = await databaseIn(folder.path)
    const synced: number[] = []
    const log = new DurableLog(path, (fd) => {
      synced.push(fstatSync(fd).ino)
      return Promise.resolve()
    })

    await log.written()

    expect(synced).toEqual([statSync(`${path}-wal`).ino])
    await log.close()
    await database.close()
  })

  it('lets whoever asks while the disk is busy wait for the next turn, which they share', async () => {
    await using folder = await temporaryFolder()
    const { path, database } = await databaseIn(folder.path)
    const { turns, sync } = slowDisk()
    const log = new DurableLog(path, sync)
    const order: string[] = []
    const ask = (name: string) => log.written().then(() => order.push(name))

    const first = ask('first')
    await vi.waitFor(() => expect(turns).toHaveLength(1))
    const others = [ask('second'), ask('third')]
    await settle()
    expect(turns).toHaveLength(1)
    expect(order).toEqual([])

    turns[0]?.resolve()
    await first
    await vi.waitFor(() => expect(turns).toHaveLength(2))
    expect(order).toEqual(['first'])

    turns[1]?.resolve()
    await Promise.all(others)
    expect(order).toEqual(['first', 'second', 'third'])
    await log.close()
    await database.close()
  })

  it('believes a disk no more that has refused', async () => {
    await using folder = await temporaryFolder()
    const { path, database } = await databaseIn(folder.path)
    let calls = 0
    const log = new DurableLog(path, () => {
      calls++
      return calls === 1 ? Promise.reject(new Error('EIO: i/o error')) : Promise.resolve()
    })

    await expect(log.written()).rejects.toThrow('EIO')
    await expect(log.written()).rejects.toThrow('EIO')

    expect(calls).toBe(1)
    await log.close()
    await database.close()
  })
})

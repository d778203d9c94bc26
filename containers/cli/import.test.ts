import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '#shared/db/sqlite.node.ts'
import { runCommand } from '#shared/testing/command.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const run = (folder: string, ...args: string[]) =>
  runCommand('import', { DATA_DIR: join(folder, 'data') }, ...args)

describe('stockroom import', () => {
  it('migrates, checks, imports as the command line, and tells problems', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'list.csv')
    await writeFile(file, 'Artikel;Titel;Preis\nA;Becher;1,50\nB;Tasse;2,50\n')

    const unmapped = await run(folder.path, file)
    const dry = await run(folder.path, file, '--dry-run', '--mapping', '{"Titel":"name"}')
    const real = await run(folder.path, file, '--mapping', '{"Titel":"name"}')

    expect(unmapped.code).toBe(1)
    expect(unmapped.err).toContain(
      'no column holds the name; the columns found are: Artikel, Titel',
    )
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain('2 products would be created')
    expect(real).toMatchObject({ code: 0, err: '' })
    expect(real.out).toContain('list.csv: 2 rows, utf-8, semicolon')
    expect(real.out).toContain('2 products created')
    const { db, close } = openSqlite(join(folder.path, 'data', 'stockroom.db'))
    const products = await db
      .selectFrom('product')
      .select(['sku', 'price'])
      .orderBy('sku')
      .execute()
    const actors = await db.selectFrom('auditEntry').select('actorName').distinct().execute()
    await close()
    expect(products).toEqual([
      { sku: 'A', price: 15_000 },
      { sku: 'B', price: 25_000 },
    ])
    expect(actors).toEqual([{ actorName: 'import from the command line' }])
  })

  it('ends with 1 and lists the problems of a file, with 2 when there is none', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'bad.csv')
    await writeFile(file, 'sku,name,price\nA,Mug,free\n')

    const bad = await run(folder.path, file)
    const gone = await run(folder.path, join(folder.path, 'gone.csv'))
    const wrong = await run(folder.path, file, '--delimiter', 'pipe')
    // A file that even root cannot read from its beginning.
    const unreadable = await run(folder.path, '/proc/self/mem')

    expect(bad.code).toBe(1)
    expect(bad.err).toContain('row 2, price "free": is no number → write a plain number')
    expect(gone.code).toBe(2)
    expect(gone.err).toContain('there is no file')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('--delimiter')
    expect(unreadable.code).toBe(2)
    expect(unreadable.err).toContain('mem cannot be read: EIO')
  })
})

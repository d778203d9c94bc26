import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe('an import on postgres while somebody else changes one of its products', () => {
  it.each([
    ['prices', 'sku,name,price\nB,Cup,2\nA,Mug,2'],
    ['barcodes that change hands', 'sku,name,barcode\nB,Cup,1\nA,Mug,2'],
  ])('has no later product when it waits for that one: %s', async (_, file) => {
    await using t = await testApp(app, { permissions: importRights, database: 'postgres' })
    await importCsv(t, 'sku,name,barcode\nA,Mug,1\nB,Cup,2')
    const [first, second] = await storedProducts(t)
    const commit = await uncommitted(t, (tx) =>
      tx
        .updateTable('product')
        .set({ onHand: 1_000 })
        .where('id', '=', first?.id ?? '')
        .execute(),
    )

    const answer = importCsv(t, file)
    await untilSomebodyWaits(t)
    const free = await t.seed(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from product where id = ${second?.id} for update skip locked`.execute(tx)
      return rows
    })
    await commit()

    expect(free).toEqual([{ id: second?.id }])
    expect(await (await answer).json()).toMatchObject({ updated: 2, problemCount: 0 })
  })
})

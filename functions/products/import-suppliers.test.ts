import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addSupplier } from '#shared/testing/goods.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

async function suppliersOf(t: TestApp): Promise<(string | null)[]> {
  return (await storedProducts(t)).map((product) => product.supplierId)
}

describe.each(databases)('suppliers of a file that are called alike, on %s', (database) => {
  const open = () => testApp(app, { permissions: importRights, database })

  it('are told apart by their codes, and a name alone is a problem', async () => {
    await using t = await open()
    const [first, second] = [
      await addSupplier(t, { name: 'Acme', code: 'A1' }),
      await addSupplier(t, { name: 'Acme', code: 'A2' }),
    ]

    const named = await importCsv(t, 'sku,name,supplier\nX,Mug,Acme')
    const coded = await importCsv(t, 'sku,name,supplier\nA,Mug,a1\nB,Cup,A2')

    expect(named.status).toBe(422)
    expect((await named.json()).problems).toMatchObject([
      { row: 2, column: 'supplier', value: 'Acme', message: '2 suppliers have this name' },
    ])
    expect(coded.status).toBe(200)
    expect(await suppliersOf(t)).toEqual([first.id, second.id])
  })

  it('are told apart by a code also where it reads like their name', async () => {
    await using t = await open()
    const [first, second] = [
      await addSupplier(t, { name: 'Acme', code: 'ACME' }),
      await addSupplier(t, { name: 'Acme', code: 'A2' }),
    ]

    const coded = await importCsv(t, 'sku,name,supplier\nA,Mug,ACME\nB,Cup,A2')
    const file = await (await t.send('GET', '/products/export')).text()
    const again = await importCsv(t, file)

    expect(await coded.json()).toMatchObject({ created: 2 })
    expect(await again.json()).toMatchObject({ unchanged: 2 })
    expect(await suppliersOf(t)).toEqual([first.id, second.id])
  })

  it('are told apart by the spelling of their names', async () => {
    await using t = await open()
    const [plain, accented] = [
      await addSupplier(t, { name: 'Muller' }),
      await addSupplier(t, { name: 'Müller' }),
    ]

    const res = await importCsv(t, 'sku,name,supplier\nA,Mug,Muller\nB,Cup,Müller')
    const other = await importCsv(t, 'sku,name,supplier\nC,Jar,MÜLLER')
    const moved = await importCsv(t, 'sku,supplier,name\nA,Müller,Mug')

    expect(await res.json()).toMatchObject({ created: 2, suppliersCreated: 0 })
    expect(other.status).toBe(422)
    expect(await moved.json()).toMatchObject({ updated: 1 })
    expect(await suppliersOf(t)).toEqual([accented.id, accented.id])
    expect(plain.id).not.toBe(accented.id)
  })

  it('are one when a file of many suppliers has its name here and its code there', async () => {
    await using t = await open()
    const { id } = await addSupplier(t, { name: 'Acme', code: 'A1' })
    const others = Array.from({ length: 150 }, (_, n) => `S-${n},Thing,Supplier ${n}`)

    const res = await importCsv(
      t,
      ['sku,name,supplier', 'A,Mug,Acme', ...others, 'B,Cup,A1'].join('\n'),
    )

    expect(await res.json()).toMatchObject({ created: 152, suppliersCreated: 150 })
    const [mug, cup] = await suppliersOf(t)
    expect([mug, cup]).toEqual([id, id])
  })

  it('are made once, however many imports name a new one at the same moment', async () => {
    await using t = await open()
    const rows = (part: number) => Array.from({ length: 50 }, (_, n) => `P${part}-${n},Mug,Acme`)

    const answers = await Promise.all(
      [1, 2, 3, 4].map((part) => importCsv(t, ['sku,name,supplier', ...rows(part)].join('\n'))),
    )

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await t.db.selectFrom('supplier').select('name').execute()).toEqual([{ name: 'Acme' }])
    const [supplierId] = await suppliersOf(t)
    expect(new Set(await suppliersOf(t))).toEqual(new Set([supplierId]))
  })

  it('are made beside one that has but a control character for its name', async () => {
    await using t = await open()
    await addSupplier(t, { name: '\u0001', code: '\u0001' })

    const res = await importCsv(t, 'sku,name,supplier\nA,Mug,Acme')

    expect(await res.json()).toMatchObject({ created: 1, suppliersCreated: 1 })
  })

  it('stay what they are when the export is imported again', async () => {
    await using t = await open()
    const [, second] = [
      await addSupplier(t, { name: 'Acme' }),
      await addSupplier(t, { name: 'Acme' }),
    ]
    await t.send('POST', '/products', { sku: 'A', name: 'Mug', supplierId: second.id })

    const file = await (await t.send('GET', '/products/export')).text()
    const res = await importCsv(t, file)

    expect(await res.json()).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    expect(await suppliersOf(t)).toEqual([second.id])
  })
})

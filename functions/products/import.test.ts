import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { insertProducts } from '#shared/repositories/products.ts'
import { newProductRow } from '#shared/services/products/create.ts'
import { databases } from '#shared/testing/databases.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { testApp } from '#shared/testing/test-app.ts'

const catalogue = [
  'SKU,Name,Price,Cost,Barcode,Supplier,Category,Reorder point,Colour',
  'MUG-01,Enamel mug,12.50,4.1111,4006381333931,Acme,Kitchen,12,blue',
  'MUG-02,"Mug, large",£14.00,,,ACME,kitchen,,',
].join('\n')

describe.each(databases)('POST /products/import on %s', (database) => {
  const open = () => testApp(app, { permissions: importRights, database })

  it('creates products with their prices, supplier, category, search terms and audit entries', async () => {
    await using t = await open()

    const res = await importCsv(t, catalogue)

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({
      dryRun: false,
      encoding: 'utf-8',
      delimiter: ',',
      columns: { sku: 'SKU', name: 'Name', price: 'Price', reorderPoint: 'Reorder point' },
      ignoredColumns: ['Colour'],
      rows: 2,
      created: 2,
      updated: 0,
      unchanged: 0,
      suppliersCreated: 1,
      categoriesCreated: 1,
      problems: [],
      problemCount: 0,
    })
    const [mug, large] = await storedProducts(t)
    expect(mug).toMatchObject({
      skuKey: 'MUG-01',
      barcode: '4006381333931',
      price: 125_000,
      cost: 41_111,
      reorderPoint: 12_000,
      currency: 'EUR',
      version: 1,
    })
    expect(large).toMatchObject({ name: 'Mug, large', price: 140_000, cost: 0, barcode: null })
    expect(large?.supplierId).toBe(mug?.supplierId)
    expect(large?.categoryId).toBe(mug?.categoryId)
    expect(await t.auditActions()).toEqual([
      'supplier.CREATE',
      'category.CREATE',
      'product.CREATE',
      'product.CREATE',
    ])
    const prices = await t.db.selectFrom('priceChange').select(['oldPrice', 'newPrice']).execute()
    expect(prices.map((price) => price.newPrice).toSorted()).toEqual([125_000, 140_000])
    const found = await (await t.send('GET', '/products?q=enam')).json()
    expect(found.items).toMatchObject([{ sku: 'MUG-01' }])
  })

  it('tells in a dry run exactly what the run then does, and writes nothing', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name,price\nMUG-01,Enamel mug,12.50\nOLD,Old cup,1')
    const before = await t.auditActions()
    const file = `${catalogue}\nOLD,Old cup,1,,,,,,`

    const dry = await (await importCsv(t, file, '?dryRun=true')).json()

    expect(await t.auditActions()).toEqual(before)
    expect(await storedProducts(t)).toHaveLength(2)
    expect(await t.db.selectFrom('supplier').select('id').execute()).toEqual([])
    const run = await (await importCsv(t, file)).json()
    expect(dry).toMatchObject({ created: 1, updated: 1, unchanged: 1, suppliersCreated: 1 })
    expect({ ...run, dryRun: true }).toEqual(dry)
    expect(await storedProducts(t)).toHaveLength(3)
  })

  it('changes only what the file says, with price history, audit and search', async () => {
    await using t = await open()
    await importCsv(t, catalogue)
    t.advance(60_000)

    const res = await importCsv(t, 'sku,name,price,barcode\nmug-01,Tin mug,13,\nMUG-02,,14,')

    expect(await res.json()).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    const [mug, large] = await storedProducts(t)
    expect(mug).toMatchObject({
      sku: 'MUG-01',
      name: 'Tin mug',
      price: 130_000,
      cost: 41_111,
      barcode: '4006381333931',
      version: 2,
      updatedAt: '2026-03-02T10:01:00.000Z',
    })
    expect(large).toMatchObject({ name: 'Mug, large', version: 1 })
    const update = await t.db
      .selectFrom('auditEntry')
      .select(['entityId', 'oldValues', 'newValues', 'actorName'])
      .where('action', '=', 'UPDATE')
      .executeTakeFirstOrThrow()
    expect(update.entityId).toBe(mug?.id)
    expect(JSON.parse(update.oldValues ?? '')).toEqual({ name: 'Enamel mug', price: '12.5' })
    expect(JSON.parse(update.newValues ?? '')).toEqual({ name: 'Tin mug', price: '13' })
    expect(update.actorName).toContain('Test Owner')
    const history = await (await t.send('GET', `/products/${mug?.id}/price-history`)).json()
    expect(history.items).toMatchObject([
      { oldPrice: '12.5', newPrice: '13' },
      { newPrice: '12.5' },
    ])
    const search = async (q: string) =>
      (await (await t.send('GET', `/products?q=${q}`)).json()).items.length as number
    expect([await search('tin'), await search('enamel')]).toEqual([1, 0])
  })

  it('writes nothing at all when one row of many is wrong', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name,price\nA,Stays,1')
    const before = await t.auditActions()

    const res = await importCsv(
      t,
      'sku,name,price,supplier\nA,Changed,2,New\nB,Fresh,3,\nC,Bad,free,',
    )

    expect(res.status).toBe(422)
    expect(res.headers.get('content-type')).toBe('application/problem+json')
    expect(await res.json()).toMatchObject({
      type: '/problems/invalid-input',
      created: 0,
      problemCount: 1,
      problems: [{ row: 4, column: 'price', value: 'free' }],
    })
    expect(await t.auditActions()).toEqual(before)
    expect(await storedProducts(t)).toMatchObject([{ name: 'Stays', price: 10_000 }])
    expect(await t.db.selectFrom('supplier').select('id').execute()).toEqual([])
  })

  it('refuses a barcode that another product holds', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name,barcode\nA,Stays,111')
    const before = await t.auditActions()

    const res = await importCsv(t, 'sku,name,barcode\nB,Fresh,222\nC,Clash,111')

    expect(res.status).toBe(422)
    expect((await res.json()).problems).toMatchObject([
      { row: 3, column: 'barcode', value: '111', message: 'the barcode belongs to SKU A' },
    ])
    expect(await t.auditActions()).toEqual(before)
    expect(await storedProducts(t)).toHaveLength(1)
  })

  it('changes nothing when the same file comes again', async () => {
    await using t = await open()
    await importCsv(t, catalogue)
    const before = await t.auditActions()

    const again = await (await importCsv(t, catalogue)).json()

    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, suppliersCreated: 0 })
    expect(await t.auditActions()).toEqual(before)
  })

  it('makes a new product of a SKU whose product was deleted', async () => {
    await using t = await open()
    const { id } = await (await t.send('POST', '/products', { sku: 'A', name: 'Old' })).json()
    await t.send('DELETE', `/products/${id}`)

    expect(await (await importCsv(t, 'sku,name\na,New')).json()).toMatchObject({ created: 1 })

    const [first, second] = await storedProducts(t)
    expect([first?.id === id, second?.name, second?.deletedAt]).toEqual([true, 'New', null])
  })

  it('lets products exchange their barcodes', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name,ean\nA,First,111\nB,Second,222')

    const res = await importCsv(t, 'sku,name,ean\nA,First,222\nB,Second,111')

    expect(await res.json()).toMatchObject({ updated: 2 })
    expect((await storedProducts(t)).map((row) => row.barcode)).toEqual(['222', '111'])
  })

  it('imports 5,000 rows at once and changes them at once', async () => {
    await using t = await open()
    const lines = (price: string) =>
      Array.from({ length: 5_000 }, (_, n) => `S-${n},Thing ${n},${price},Maker ${n % 7}`)
    const file = (price: string) => ['sku,name,price,supplier', ...lines(price)].join('\r\n')

    const created = await (await importCsv(t, file('1.25'))).json()
    const updated = await (await importCsv(t, file('1.50'))).json()

    expect(created).toMatchObject({ created: 5_000, suppliersCreated: 7 })
    expect(updated).toMatchObject({ created: 0, updated: 5_000, suppliersCreated: 0 })
    const products = await storedProducts(t)
    expect(products.every((row) => row.price === 15_000 && row.version === 2)).toBe(true)
    expect(await t.db.selectFrom('priceChange').select('id').execute()).toHaveLength(10_000)
    expect(await t.auditActions()).toHaveLength(10_007)
  })

  it('lets two imports of the same new products at once end in one of each', async () => {
    await using t = await open()
    const file = ['sku,name', ...Array.from({ length: 300 }, (_, n) => `S-${n},Thing ${n}`)].join(
      '\n',
    )

    const answers = await Promise.all([importCsv(t, file), importCsv(t, file), importCsv(t, file)])

    for (const { status } of answers) expect([200, 409]).toContain(status)
    expect(await storedProducts(t)).toHaveLength(300)
    const creations = (await t.auditActions()).filter((action) => action === 'product.CREATE')
    expect(creations).toHaveLength(300)
  })
})

describe('an import on postgres', () => {
  it('answers 409 and leaves nothing half-done when somebody else creates one of its SKUs', async () => {
    await using t = await testApp(app, { permissions: importRights, database: 'postgres' })
    const row = newProductRow({ sku: 'B', name: 'Other' }, 'EUR', t.platform.now().toISOString())
    const commit = await uncommitted(t, (tx) => insertProducts(tx, [row]))
    const file = 'sku,name,category,supplier\nA,Mine,Kitchen,Acme\nb,Mine too,,'

    const answer = importCsv(t, file)
    await untilSomebodyWaits(t)
    await commit()

    const res = await answer
    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/conflict' })
    expect((await storedProducts(t)).map((row) => row.name)).toEqual(['Other'])
    for (const table of ['supplier', 'category', 'auditEntry', 'productTerm'] as const) {
      expect(await t.db.selectFrom(table).selectAll().execute(), table).toEqual([])
    }
  })

  it('keeps what somebody else changed in one of its products at the same moment', async () => {
    await using t = await testApp(app, { permissions: importRights, database: 'postgres' })
    await importCsv(t, 'sku,name,price\nA,Mug,1')
    const commit = await uncommitted(t, (tx) =>
      tx.updateTable('product').set({ name: 'Theirs', version: 2 }).execute(),
    )

    const answer = importCsv(t, 'sku,name,price\nA,,£2')
    await untilSomebodyWaits(t)
    await commit()

    expect(await (await answer).json()).toMatchObject({ updated: 1, warningCount: 1 })
    expect(await storedProducts(t)).toMatchObject([{ name: 'Theirs', price: 20_000, version: 3 }])
    expect(await t.auditActions()).toEqual(['product.CREATE', 'product.UPDATE'])
  })
})

describe('the right to import', () => {
  it('is products:write, and nothing is read of the file without it', async () => {
    await using t = await testApp(app, { permissions: ['products:read', 'suppliers:write'] })

    const res = await importCsv(t, catalogue)

    expect(res.status).toBe(403)
    expect(await res.json()).toMatchObject({ permission: 'products:write' })
    expect(await storedProducts(t)).toEqual([])
  })

  it('does not include making suppliers: that needs suppliers:write', async () => {
    await using t = await testApp(app, { permissions: ['products:write'] })

    const res = await importCsv(t, catalogue)

    expect(res.status).toBe(422)
    const { problems } = await res.json()
    expect(problems).toMatchObject([
      { row: 2, column: 'Supplier', value: 'Acme' },
      { row: 3, column: 'Supplier', value: 'ACME' },
    ])
    expect(problems[0].message).toContain('suppliers:write')
    expect(await t.db.selectFrom('supplier').select('id').execute()).toEqual([])
  })
})

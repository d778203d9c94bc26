import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { testApp } from '#shared/testing/test-app.ts'

const open = () => testApp(app, { permissions: importRights })
const query = (options: Record<string, string>) => `?${new URLSearchParams(options).toString()}`

describe('columns', () => {
  it.each([
    [
      'StockCode,Description,UnitPrice',
      { sku: 'StockCode', name: 'Description', price: 'UnitPrice' },
    ],
    [
      'ProductNumber,Name,StandardCost,ListPrice,ReorderPoint',
      { sku: 'ProductNumber', cost: 'StandardCost', price: 'ListPrice' },
    ],
    [
      'ProductID,ProductName,SupplierID,ReorderLevel',
      { sku: 'ProductID', reorderPoint: 'ReorderLevel' },
    ],
    [
      'Artikel-Nr.;Bezeichnung;VK;EK;Währung;Lieferant',
      { sku: 'Artikel-Nr.', cost: 'EK', currency: 'Währung', supplier: 'Lieferant' },
    ],
    [
      'article_number,ITEM NAME,gtin,Lead Time (days),UoM',
      { sku: 'article_number', barcode: 'gtin', leadTimeDays: 'Lead Time (days)', unit: 'UoM' },
    ],
    [
      'ProductID,Product Number,Name,Description',
      { sku: 'Product Number', name: 'Name', description: 'Description' },
    ],
  ])('are recognised in %s', async (header, columns) => {
    await using t = await open()

    const report = await (await importCsv(t, `${header}\n`)).json()

    expect(report.columns).toMatchObject(columns)
    expect(Object.values(report.columns as object)).not.toContain('SupplierID')
  })

  it('are mapped by the caller, before any other rule', async () => {
    await using t = await open()
    const mapping = JSON.stringify({
      Nummer: 'sku',
      ' titel ': 'name',
      Price: null,
      Netto: 'price',
    })

    const res = await importCsv(t, 'Nummer,Titel,Price,Netto\nA,Mug,9,2', query({ mapping }))

    expect(await res.json()).toMatchObject({
      columns: { sku: 'Nummer', name: 'Titel', price: 'Netto' },
      ignoredColumns: ['Price'],
      created: 1,
    })
    expect(await storedProducts(t)).toMatchObject([{ sku: 'A', name: 'Mug', price: 20_000 }])
  })

  it('that are missing are told with the headers found and how to map them', async () => {
    await using t = await open()

    const res = await importCsv(t, 'Nummer,Titel\nA,Mug')

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors).toMatchObject([{ path: 'columns.sku' }, { path: 'columns.name' }])
    expect(errors[0].message).toContain('Nummer, Titel')
    expect(errors[0].message).toContain('mapping={"<column>":"sku"}')
    expect(await storedProducts(t)).toEqual([])
  })

  it.each([
    ['an unknown field', '{"Titel":"colour"}', 'mapping.Titel'],
    ['an unknown column', '{"Name":"name","Gibtsnicht":"price"}', 'mapping.Gibtsnicht'],
    ['one field twice', '{"Titel":"name","Preis":"name"}', 'mapping.Preis'],
    ['no JSON', '{"Titel":', 'mapping'],
    ['no object', '["name"]', 'mapping'],
  ])('are not mapped by %s', async (_, mapping, path) => {
    await using t = await open()

    const res = await importCsv(t, 'sku,Titel,Preis,name\nA,Mug,1,x', query({ mapping }))

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((issue: { path: string }) => issue.path.replace(/^query\./, ''))).toContain(
      path,
    )
    expect(await storedProducts(t)).toEqual([])
  })

  it.each([
    ['dryRun=perhaps', 'dryRun'],
    ['delimiter=pipe', 'delimiter'],
    ['encoding=ebcdic', 'encoding'],
    ['duplicates=both', 'duplicates'],
    ['mode=fast', 'mode'],
  ])('need options that exist: not %s', async (option, path) => {
    await using t = await open()

    const res = await importCsv(t, 'sku,name\nA,Mug', `?${option}`)

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: `query.${path}` }])
    expect(await storedProducts(t)).toEqual([])
  })

  it('with the same header: the first one counts, with a warning', async () => {
    await using t = await open()

    const report = await (await importCsv(t, 'sku,name,price,price,\nA,Mug,1,2,3')).json()

    expect(report.warnings).toMatchObject([{ row: 1, column: 'price' }])
    expect(report.warnings[0].message).toContain('columns 3 and 4')
    expect(report.ignoredColumns).toEqual(['price', '(column 5, without header)'])
    expect(await storedProducts(t)).toMatchObject([{ price: 10_000 }])
  })

  it('are refused in absurd numbers', async () => {
    await using t = await open()

    const res = await importCsv(t, `sku,name${',x'.repeat(100_000)}\n`)

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: 'columns', code: 'too_big' }])
  })

  it('of codes take off what keeps a spreadsheet from rounding them', async () => {
    await using t = await open()
    const odd = { sku: '="odd"', name: 'Odd' }
    expect((await t.send('POST', '/products', odd)).status).toBe(201)

    const report = await importCsv(t, 'sku,name,ean\n="007",Mug,"=""0012"""\nB,Cup,=""')
    const again = await importCsv(t, await (await t.send('GET', '/products/export')).text())

    expect(await report.json()).toMatchObject({ created: 2, problemCount: 0 })
    expect(await again.json()).toMatchObject({ unchanged: 3 })
    const codes = (await storedProducts(t)).map(({ sku, barcode }) => [sku, barcode])
    expect(codes).toEqual([
      ['007', '0012'],
      ['="odd"', null],
      ['B', null],
    ])
  })

  it('fill every field, in each unit and spelling', async () => {
    await using t = await open()
    const file = [
      'sku,name,barcode,description,category,supplier,unit,wholeUnits,price,cost,currency,reorderPoint,reorderQuantity,maxStock,packSize,minimumOrder,leadTimeDays',
      'A,Rope,123,"Soft, strong",Garden,Acme,m,nein,1.5,0.75,usd,2.5,10,99.125,5,7.5,45',
    ].join('\n')

    expect((await importCsv(t, file)).status).toBe(200)

    expect(await storedProducts(t)).toMatchObject([
      {
        description: 'Soft, strong',
        unit: 'm',
        wholeUnits: 0,
        currency: 'USD',
        reorderPoint: 2_500,
        reorderQuantity: 10_000,
        maxStock: 99_125,
        packSize: 5_000,
        minimumOrder: 7_500,
        leadTimeDays: 45,
      },
    ])
  })
})

describe.each(databases)('suppliers and categories on %s', (database) => {
  const start = () => testApp(app, { permissions: importRights, database })

  it('are matched by name whatever case and accents, suppliers also by code', async () => {
    await using t = await start()
    const acme = await (
      await t.send('POST', '/suppliers', { name: 'Göteborg  Größen', code: 'GG-1' })
    ).json()
    const category = await (await t.send('POST', '/categories', { name: 'Süßwaren' })).json()
    const file =
      'sku,name,supplier,category\nA,Mug,GOTEBORG GRÖSSEN,süsswaren\nB,Cup,gg-1,SUSSWAREN'

    const report = await (await importCsv(t, file)).json()

    expect(report).toMatchObject({ created: 2, suppliersCreated: 0, categoriesCreated: 0 })
    const ids = (await storedProducts(t)).map((row) => [row.supplierId, row.categoryId])
    expect(ids).toEqual([
      [acme.id, category.id],
      [acme.id, category.id],
    ])
  })

  it('are refused by name when they must exist', async () => {
    await using t = await start()

    const res = await importCsv(
      t,
      'sku,name,supplier,category\nA,Mug,Acme,Kitchen',
      '?createMissing=false',
    )

    expect(res.status).toBe(422)
    expect((await res.json()).problems).toMatchObject([
      { row: 2, column: 'supplier', value: 'Acme' },
      { row: 2, column: 'category', value: 'Kitchen' },
    ])
    expect(await t.auditActions()).toEqual([])
  })

  it('that share a name need their code, except where nothing changes', async () => {
    await using t = await start()
    const twins = [{ name: 'Acme' }, { name: 'ACME', code: 'A2' }]
    for (const twin of twins) await t.send('POST', '/suppliers', twin)
    await importCsv(t, 'sku,name,supplier\nA,Mug,A2')

    const res = await importCsv(t, 'sku,name,supplier\nA,Mug,acme\nB,Cup,acme')

    expect(res.status).toBe(422)
    const { problems } = await res.json()
    expect(problems).toMatchObject([{ row: 3, column: 'supplier', value: 'acme' }])
    expect(problems[0].cure).toContain('code')
  })
})

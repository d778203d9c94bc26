import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const open = () => testApp(app, { permissions: importRights })

interface Note {
  row: number
  column: string | null
  value: string | null
  message: string
  cure: string
}

async function problemsOf(t: TestApp, csv: string, query = ''): Promise<Note[]> {
  const res = await importCsv(t, csv, query)
  expect(res.status).toBe(422)
  return ((await res.json()) as { problems: Note[] }).problems
}

describe('problems', () => {
  it('are all told at once, with row, column, value and cure', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name,ean\nHELD,Holder,999')
    const file = [
      'Art.Nr.,Name,Price,Barcode,Max stock,Whole units,Lead time,Currency',
      'A,,x,,,,,',
      ',No code,free,,,,,',
      'B,Bee,-1,1E+12,2.5,maybe,1.5,XYZ',
      'C,Sea,1.23456,999,1.5,,,',
      'D,Dee,1,77,,,,',
      'E,Eee,1,77,,,,',
      'F,Eff,1',
      'G,Gee,1,,,,,,extra',
      `${'H'.repeat(65)},Aitch,1,,,,,`,
      'I,NUL\u0000inside,1,,,,,',
    ].join('\n')

    const problems = await problemsOf(t, file)

    expect(problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'Price', 'x'],
      [2, 'Name', null],
      [3, 'Price', 'free'],
      [3, 'Art.Nr.', null],
      [4, 'Price', '-1'],
      [4, 'Barcode', '1E+12'],
      [4, 'Whole units', 'maybe'],
      [4, 'Lead time', '1.5'],
      [4, 'Currency', 'XYZ'],
      [4, 'Max stock', '2.5'],
      [5, 'Price', '1.23456'],
      [5, 'Max stock', '1.5'],
      [5, 'Barcode', '999'],
      [7, 'Barcode', '77'],
      [8, null, 'F'],
      [9, null, 'G'],
      [10, 'Art.Nr.', 'H'.repeat(65)],
      [11, 'Name', 'NUL\u0000inside'],
    ])
    expect(problems[7]).toMatchObject({ value: '1.5', message: 'is no whole number' })
    for (const { message, cure } of problems) {
      expect(message.length).toBeGreaterThan(5)
      expect(cure.length).toBeGreaterThan(10)
    }
    expect(await storedProducts(t)).toHaveLength(1)
    expect(await t.auditActions()).toEqual(['product.CREATE'])
  })

  it('name a missing name of a new product only', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name\nA,Mug')

    const problems = await problemsOf(t, 'sku,name,price\nA,,2\nB,,3')

    expect(problems).toMatchObject([{ row: 3, column: 'name', value: null }])
  })

  it('name the field and the product when what is wrong is stored and stands in no cell', async () => {
    await using t = await open()
    const stored = { sku: 'TEA', name: 'Tea', wholeUnits: false, reorderPoint: 2.5 }
    expect((await t.send('POST', '/products', stored)).status).toBe(201)

    const problems = await problemsOf(t, 'sku,name,whole units\nTEA,Tea,yes')

    expect(problems).toMatchObject([{ row: 2, column: null, value: '2.5' }])
    expect(problems[0]?.message).toMatch(/^the reorderPoint of TEA must be whole/)
  })

  it('are listed up to 1,000 and counted beyond', async () => {
    await using t = await open()
    const rows = Array.from({ length: 1_500 }, (_, n) => `S${n},Thing,free`)

    const res = await importCsv(t, ['sku,name,price', ...rows].join('\n'), '?dryRun=true')

    const report = await res.json()
    expect(report.problemCount).toBe(1_500)
    expect(report.problems).toHaveLength(1_000)
    expect(report.problems[999]).toMatchObject({ row: 1_001 })
  })

  it('show long values cut, without breaking a character', async () => {
    await using t = await open()

    const [problem] = await problemsOf(t, `sku,name,price\nA,Mug,${'😀'.repeat(80)}`)

    expect(problem?.value).toHaveLength(100)
    expect(problem?.value?.isWellFormed()).toBe(true)
  })

  it('show a header of absurd length cut, because each of them repeats it', async () => {
    await using t = await open()
    const header = `p${'-'.repeat(20_000)}rice`

    const problems = await problemsOf(t, `sku,name,${header}\nA,Mug,cheap\nB,Cup,dear`)

    expect(problems.map(({ column }) => column?.length)).toEqual([200, 200])
  })

  it('tell of quotes that never end or stand in the middle, with their row', async () => {
    await using t = await open()

    const misplaced = await problemsOf(t, 'sku,name\nA,"Mug "large""\nB,Cup')
    const unclosed = await problemsOf(t, 'sku,name\nA,Mug\nB,"Cup\nC,Jar\n')
    const endless = await problemsOf(t, `sku,name\nA,Mug\nB,"${'x,'.repeat(800_000)}`)

    expect(misplaced).toMatchObject([{ row: 2, message: expect.stringContaining('middle') }])
    expect(unclosed).toMatchObject([{ row: 3, message: expect.stringContaining('never ends') }])
    expect(endless).toMatchObject([{ row: 3, message: expect.stringContaining('no end') }])
    expect(await storedProducts(t)).toEqual([])
  })
})

describe('numbers', () => {
  it.each([
    ['1.234,50', 12_345_000],
    ['1,234.50', 12_345_000],
    ['1 234,50', 12_345_000],
    ["1'234.50", 12_345_000],
    ['12,5', 125_000],
    ['€12.5', 125_000],
    ['12,50 €', 125_000],
    ['EUR 12.50', 125_000],
    ['0,125', 1_250],
    ['.5', 5_000],
    ['1.234.567', 12_345_670_000],
    ['1.234', 12_340],
  ])('are read from %s', async (cell, price) => {
    await using t = await open()

    const res = await importCsv(t, `sku;name;price\nA;Mug;${cell}`)

    expect(res.status).toBe(200)
    expect(await storedProducts(t)).toMatchObject([{ price }])
  })

  it.each(['1,2,3', '12,34.5.6', 'ABC 12', '1-2', '--1', '€1€', '1e3', '12 5', '٣', '1,234'])(
    'are not guessed from %s',
    async (cell) => {
      await using t = await open()

      const problems = await problemsOf(t, `sku;name;price\nA;Mug;${cell}`)

      expect(problems).toMatchObject([{ row: 2, column: 'price', value: cell }])
      expect(await storedProducts(t)).toEqual([])
    },
  )

  it('with three digits after the mark are read as the other cells say', async () => {
    await using t = await open()

    await importCsv(t, 'sku;name;price\nA;Mug;1.234\nB;Cup;12,5')
    await importCsv(t, 'sku;name;price\nC;Mug;1,234\nD;Cup;12.5')
    const mixed = await problemsOf(t, 'sku;name;price\nE;Mug;1,234\nF;Cup;12.5\nG;Jar;12,5')

    expect((await storedProducts(t)).map((row) => [row.sku, row.price])).toEqual([
      ['A', 12_340_000],
      ['B', 125_000],
      ['C', 12_340_000],
      ['D', 125_000],
    ])
    expect(mixed).toMatchObject([{ row: 2, value: '1,234' }])
  })

  it('with a sign of another currency are warned of, unless a column names the currency', async () => {
    await using t = await open()

    const bare = await (await importCsv(t, 'sku,name,price\nA,Mug,£2\nB,Cup,€3')).json()
    const named = await (await importCsv(t, 'sku,name,price,currency\nC,Mug,£2,gbp')).json()

    expect(bare.warnings).toMatchObject([{ row: 2, column: 'price', value: '£' }])
    expect(named.warningCount).toBe(0)
    expect((await storedProducts(t)).map((row) => row.currency)).toEqual(['EUR', 'EUR', 'GBP'])
  })
})

describe.each(databases)('one product twice in a file on %s', (database) => {
  it('is joined with a warning when nothing contradicts', async () => {
    await using t = await testApp(app, { permissions: importRights, database })

    const res = await importCsv(t, 'sku,name,price,supplier\nA,Mug,,ACME\na,Mug,2,Acme\nA,,2,')

    expect(await res.json()).toMatchObject({
      created: 1,
      warningCount: 2,
      warnings: [
        { row: 3, column: 'sku', value: 'a' },
        { row: 4, column: 'sku', value: 'A' },
      ],
    })
    expect(await storedProducts(t)).toMatchObject([{ sku: 'A', price: 20_000 }])
  })

  it('counts as the first row when the SKU is spelled differently, and tells which columns differ', async () => {
    await using t = await testApp(app, { permissions: importRights, database })

    const res = await importCsv(t, 'sku,name,price\n85123A,Heart,2.55\n85123a,Heart holder,2.95')

    const { created, warnings } = await res.json()
    expect(created).toBe(1)
    expect(warnings).toMatchObject([{ row: 3, value: '85123a' }])
    expect(warnings[0].message).toMatch(/85123A in row 2.*name, price; row 2 counts/)
    expect(await storedProducts(t)).toMatchObject([{ sku: '85123A', name: 'Heart', price: 25_500 }])
  })

  it('is a problem when rows with the same SKU contradict, unless the caller says which counts', async () => {
    await using t = await testApp(app, { permissions: importRights, database })
    const file = 'sku,name,price\nA,Mug,1\nA,Mug,2\nB,Cup,3'

    const problems = await problemsOf(t, file)
    const last = await (await importCsv(t, file, '?duplicates=last')).json()

    expect(problems).toMatchObject([{ row: 3, column: 'sku', value: 'A' }])
    expect(problems[0]?.cure).toContain('duplicates=')
    expect(last).toMatchObject({ created: 2, warningCount: 1 })
    expect(await storedProducts(t)).toMatchObject([{ price: 20_000 }, { sku: 'B' }])
    await importCsv(t, file, '?duplicates=first')
    expect(await storedProducts(t)).toMatchObject([{ price: 10_000 }, { sku: 'B' }])
  })
})

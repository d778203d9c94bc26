import { describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

async function exported(t: TestApp, query = ''): Promise<string> {
  const res = await t.send('GET', `/products/export${query}`)
  expect(res.status).toBe(200)
  return res.text()
}

/** Names and codes that a spreadsheet, a CSV reader or a careless import would change. */
const awkward = [
  { sku: '=1+1', name: '=HYPERLINK("http://evil.example","click")', barcode: '+4912345' },
  { sku: '-12', name: '-5 °C cooler', description: '@SUM(A1)' },
  { sku: "'quoted", name: "'=already guarded", description: "''+twice" },
  { sku: '007', name: 'Comma, "quote"; semicolon\tand tab', barcode: '0012' },
  { sku: 'LINES', name: 'Broken', description: 'one\r\ntwo\n\nfour' },
  { sku: 'ع-1', name: 'كوب ☕️ 👩‍👩‍👧 שלום' },
  { sku: 'sep=;', name: '1.234', description: '1,5' },
  { sku: 'NUMBERS', name: 'Precise', price: '1.234', cost: '0.0001', wholeUnits: false },
  { sku: 'LEVELS', name: 'Full', reorderPoint: 1000, maxStock: 5000, leadTimeDays: 0 },
  { sku: 'YEN', name: 'Foreign', currency: 'JPY', price: 123_456.789, unit: '- kg' },
]

describe.each(databases)('GET /products/export on %s', (database) => {
  const open = () => testApp(app, { permissions: importRights, database })

  it('gives a file whose import changes nothing, however awkward the products are', async () => {
    await using t = await open()
    const { id: supplierId } = await (
      await t.send('POST', '/suppliers', { name: '=Süd & "Co"' })
    ).json()
    const { id: categoryId } = await (
      await t.send('POST', '/categories', { name: '-Küche' })
    ).json()
    for (const product of awkward) {
      const res = await t.send('POST', '/products', { ...product, supplierId, categoryId })
      expect(res.status).toBe(201)
    }
    const before = await storedProducts(t)
    const entries = await t.auditActions()

    const report = await (await importCsv(t, await exported(t))).json()

    expect(report).toMatchObject({ unchanged: awkward.length, created: 0, updated: 0 })
    expect(report).toMatchObject({ problemCount: 0, suppliersCreated: 0, categoriesCreated: 0 })
    expect(await storedProducts(t)).toEqual(before)
    expect(await t.auditActions()).toEqual(entries)
  })

  it('gives a file that makes the same products in another shop', async () => {
    await using t = await open()
    await using other = await open()
    for (const product of awkward) await t.send('POST', '/products', product)

    await importCsv(other, await exported(t))

    const values = async (of: TestApp) =>
      (await storedProducts(of)).map(({ id: _id, createdAt: _at, updatedAt: _to, ...row }) => row)
    expect(await values(other)).toEqual(await values(t))
  })

  it('gives every product once, more than one page of them, oldest first', async () => {
    await using t = await open()
    const rows = Array.from({ length: 1_203 }, (_, n) => `S${n},Thing ${n},Maker ${n % 3}`)
    await importCsv(t, ['sku,name,supplier', ...rows].join('\n'))

    const lines = (await exported(t)).trimEnd().split('\r\n')

    expect(lines).toHaveLength(1_204)
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      Array.from({ length: 1_203 }, (_, n) => `S${n}`),
    )
  })

  it('takes the filters of the list, and leaves deleted products out', async () => {
    await using t = await open()
    await importCsv(
      t,
      'sku,name,supplier,category\nA,Red mug,Acme,Kitchen\nB,Blue mug,Acme,\nC,Red cup,Other,Kitchen',
    )
    const [a, , c] = await storedProducts(t)
    const skus = async (query: string) =>
      (await exported(t, query))
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0])

    expect(await skus('?q=red')).toEqual(['A', 'C'])
    expect(await skus(`?supplierId=${a?.supplierId}&q=mug`)).toEqual(['A', 'B'])
    expect(await skus(`?categoryId=${a?.categoryId}`)).toEqual(['A', 'C'])
    expect(await skus('?q=---')).toEqual([])
    await t.send('DELETE', `/products/${c?.id}`)
    expect(await skus('')).toEqual(['A', 'B'])
  })
})

describe('the file', () => {
  const open = () => testApp(app, { permissions: importRights })

  it('is an attachment with the date, in UTF-8, with a mark on demand', async () => {
    await using t = await open()
    await importCsv(t, 'sku,name\nA,Süß')

    const plain = await t.send('GET', '/products/export')
    const marked = await t.send('GET', '/products/export?bom=true')

    expect(plain.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(plain.headers.get('content-disposition')).toBe(
      'attachment; filename="products-2026-03-02.csv"',
    )
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff')
    const bytes = new Uint8Array(await marked.arrayBuffer())
    expect([...bytes.slice(0, 6)]).toEqual([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('sku')])
    const text = await plain.text()
    expect(text.startsWith('sku,name,barcode,')).toBe(true)
    expect(text).toContain('A,Süß,')
    expect((await importCsv(t, bytes)).status).toBe(200)
  })

  it('makes cells safe that a spreadsheet would run', async () => {
    await using t = await open()
    for (const [n, name] of ['=1+1', '+1', '-1', '@x', '\t=x', 'plain - text'].entries()) {
      await t.send('POST', '/products', { sku: `S${n}`, name })
    }

    const text = await exported(t)

    const names = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[1])
    expect(names).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'=x", 'plain - text'])
  })

  it('is compressed for those who accept it', async () => {
    await using t = await open()
    await importCsv(
      t,
      ['sku,name', ...Array.from({ length: 200 }, (_, n) => `S${n},Mug`)].join('\n'),
    )

    const res = await t.send('GET', '/products/export', undefined, { 'accept-encoding': 'gzip' })

    expect(res.headers.get('content-encoding')).toBe('gzip')
    const text = await new Response(res.body?.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(text).toBe(await exported(t))
  })

  it.each([
    ['limit=5', 'limit'],
    ['supplierId=prd_01JB2QK3V5X7Z9B1D3F5H7J9M1', 'supplierId'],
    ['bom=maybe', 'bom'],
  ])('is not made with %s', async (query, path) => {
    await using t = await open()

    const res = await t.send('GET', `/products/export?${query}`)

    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: `query.${path}` }])
  })

  it('is not given without products:read', async () => {
    await using t = await testApp(app, { permissions: ['products:write'] })

    const res = await t.send('GET', '/products/export')

    expect(res.status).toBe(403)
    expect(await res.json()).toMatchObject({ permission: 'products:read' })
  })

  it('breaks off, and is logged, when the database fails on the way', async () => {
    await using t = await open()
    const rows = Array.from({ length: 1_200 }, (_, n) => `S${n},Thing ${n}`)
    await importCsv(t, ['sku,name', ...rows].join('\n'))
    const res = await t.send('GET', '/products/export')
    await t.seed((tx) => tx.schema.dropTable('productTerm').execute())
    await t.seed((tx) => tx.schema.alterTable('product').renameTo('gone').execute())

    await expect(res.text()).rejects.toThrow()

    expect(t.logLines.at(-1)).toMatchObject({
      level: 'error',
      event: 'a streamed answer broke off',
    })
    vi.mocked(console.error).mockClear()
  })
})

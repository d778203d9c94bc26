import { beforeAll, describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const catalogue = [
  { sku: '85123A', name: 'WHITE HANGING HEART T-LIGHT HOLDER', price: '2.55' },
  { sku: '71053', name: 'White metal lantern', price: '3.39' },
  { sku: '22423', name: 'Régency cakestand 3 tier', price: '12.75', barcode: '5012345678900' },
  { sku: 'AR-5381', name: 'Adjustable Race', price: '0' },
  { sku: 'SÜSS-1', name: 'Süßwaren gemischt', price: '9' },
  { sku: 'ع-7', name: 'كوب شاي', price: '4' },
]

describe.each(databases)('product list on %s', (database) => {
  let t: TestApp
  beforeAll(async () => {
    t = await testApp(app, { permissions: ['products:read', 'products:write'], database })
    for (const product of catalogue) {
      expect((await t.send('POST', '/products', product)).status).toBe(201)
    }
    return () => t[Symbol.asyncDispose]()
  })

  const skus = async (query: string) => {
    const res = await t.send('GET', `/products?${query}`)
    expect(res.status).toBe(200)
    return (await res.json()).items.map((item: { sku: string }) => item.sku)
  }
  const find = (q: string) => skus(`q=${encodeURIComponent(q)}`)

  it.each([
    ['a whole SKU', '85123A', ['85123A']],
    ['the beginning of a SKU in another case', '8512', ['85123A']],
    ['a SKU with a hyphen', 'ar-53', ['AR-5381']],
    ['a word in the middle', 'heart', ['85123A']],
    ['the beginning of a word', 'lant', ['71053']],
    ['a word that several share', 'white', ['85123A', '71053']],
    ['two words, in any order', 'lantern whi', ['71053']],
    ['a barcode', '5012345678900', ['22423']],
    ['a word without its accents', 'regency', ['22423']],
    ['sharp s written as ss', 'susswaren', ['SÜSS-1']],
    ['Arabic', 'كوب', ['ع-7']],
    ['the inside of a word', 'antern', []],
    ['nothing but punctuation', '***', []],
    ['a wildcard as itself', '%', []],
  ])('finds by %s', async (_, q, expected) => {
    expect(await find(q)).toEqual(expected)
  })

  it.each([
    ['sku', ['22423', '71053', '85123A', 'AR-5381', 'SÜSS-1', 'ع-7']],
    ['-price', ['22423', 'SÜSS-1', 'ع-7', '71053', '85123A', 'AR-5381']],
    ['createdAt', catalogue.map((product) => product.sku)],
    ['-createdAt', catalogue.map((product) => product.sku).toReversed()],
    ['name', ['AR-5381', '22423', 'SÜSS-1', '85123A', '71053', 'ع-7']],
  ])('sorts by %s', async (sort, expected) => {
    expect(await skus(`sort=${sort}`)).toEqual(expected)
  })

  it.each(['name', '-name', 'sku', 'price', '-price', 'createdAt', '-updatedAt'])(
    'pages through everything once, by %s',
    async (sort) => {
      const all = await skus(`sort=${sort}`)
      const seen: string[] = []
      let cursor = ''
      do {
        const res = await t.send('GET', `/products?sort=${sort}&limit=2${cursor}`)
        const page = await res.json()
        expect(page.items.length).toBeLessThanOrEqual(2)
        seen.push(...page.items.map((item: { sku: string }) => item.sku))
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
      } while (cursor)
      expect(seen).toEqual(all)
    },
  )

  it('finds exactly one SKU or barcode in any letter case', async () => {
    expect(await skus('sku=85123a')).toEqual(['85123A'])
    expect(await skus('sku=8512')).toEqual([])
    expect(await skus('barcode=5012345678900')).toEqual(['22423'])
  })

  it('follows a renamed product', async () => {
    const [item] = (await (await t.send('GET', '/products?sku=71053')).json()).items
    await t.send('PATCH', `/products/${item.id}`, { name: 'Copper lamp' })
    expect(await find('lantern')).toEqual([])
    expect(await find('copper')).toEqual(['71053'])
    await t.send('PATCH', `/products/${item.id}`, { name: 'White metal lantern' })
  })

  it.each([
    ['the name', 'copper lamp'],
    ['the SKU', 'gone-7'],
    ['the barcode, in any letter case', 'abc77'],
  ])('finds among the deleted products by %s', async (_, q) => {
    const gone = { sku: 'GONE-7', name: 'Copper lamp', barcode: 'ABC-77/aBc77X' }
    const { id } = await (await t.send('POST', '/products', gone)).json()
    expect((await t.send('DELETE', `/products/${id}`)).status).toBe(204)

    expect(await skus(`deleted=true&q=${encodeURIComponent(q)}`)).toContain('GONE-7')
    expect(await find(q)).not.toContain('GONE-7')
  })

  const foreign = Buffer.from(JSON.stringify(['sku', 'X', 'prd_1'])).toString('base64url')
  const wrongType = Buffer.from(JSON.stringify(['price', 'X', 'prd_1'])).toString('base64url')
  const nul = Buffer.from(JSON.stringify(['name', 'a\u0000', 'prd_1'])).toString('base64url')

  it.each([
    ['a limit of zero', 'limit=0', 'query.limit'],
    ['a negative limit', 'limit=-1', 'query.limit'],
    ['a limit above 100', 'limit=101', 'query.limit'],
    ['a limit that is no number', 'limit=ten', 'query.limit'],
    ['an unknown sort', 'sort=colour', 'query.sort'],
    ['an unknown parameter', 'colour=red', 'query.colour'],
    ['a forged cursor', 'cursor=abc', 'query.cursor'],
    ['a cursor of another order', `cursor=${foreign}`, 'query.cursor'],
    [
      'a cursor with a text where a price belongs',
      `sort=price&cursor=${wrongType}`,
      'query.cursor',
    ],
    ['a cursor with a NUL character', `cursor=${nul}`, 'query.cursor'],
    ['a NUL character in the search', 'q=a%00b', 'query.q'],
    ['an id of another type', 'supplierId=prd_01JB2QK3V5X7Z9B1D3F5H7J9M1', 'query.supplierId'],
  ])('refuses %s', async (_, query, path) => {
    const res = await t.send('GET', `/products?${query}`)

    expect(res.status).toBe(422)
    expect((await res.json()).errors.map((issue: { path: string }) => issue.path)).toContain(path)
  })
})

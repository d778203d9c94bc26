import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { setUpMara } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

/** The largest that is kept: 2^53 - 1 of the smallest parts. */
const most = { money: '900719925474.0991', quantity: 9_007_199_254_740.991 }
const emoji = '👩🏽‍🚀'
const ligature = '\ufdfa'

/** Letters that the search key spells out, each another way, so that nothing shortens them. */
function expanding(length: number): string {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 16_807) % 2_147_483_647
    return String.fromCharCode(0x3300 + (state % 0x58))
  }).join('')
}

async function create(t: TestApp, path: string, body: object) {
  const res = await t.send('POST', path, body)
  expect(res.status, await res.clone().text()).toBe(201)
  return res.json()
}

describe.each(databases)('values at the edge of what is allowed on %s', (database) => {
  async function open() {
    const t = await testApp(app, { database })
    t.token = (await setUpMara(t)).accessToken
    return t
  }

  it('keeps the largest money and quantities, and refuses the next ones', async () => {
    await using t = await open()
    const product = {
      sku: 'MOST',
      name: 'Most of all',
      wholeUnits: false,
      price: most.money,
      cost: most.money,
      reorderPoint: most.quantity,
      reorderQuantity: most.quantity,
      maxStock: most.quantity,
      packSize: most.quantity,
      minimumOrder: most.quantity,
      leadTimeDays: 3650,
    }

    const { id } = await create(t, '/products', product)
    const limit = await t.send('PATCH', '/settings', { approvalLimit: '900719925474.09' })
    const next = await t.send('PATCH', `/products/${id}`, {
      price: '900719925474.0992',
      maxStock: '9007199254740.992',
      leadTimeDays: 3651,
    })

    expect(await (await t.send('GET', `/products/${id}`)).json()).toMatchObject(product)
    expect(await limit.json()).toMatchObject({ approvalLimit: '900719925474.09' })
    expect(next.status).toBe(422)
    const paths = (await next.json()).errors.map((issue: { path: string }) => issue.path)
    expect(paths).toEqual(['price', 'maxStock', 'leadTimeDays'])
    const sorted = await t.send('GET', '/products?sort=-price&limit=1')
    expect((await sorted.json()).items).toMatchObject([{ id }])
  })

  it.each([
    ['emoji', emoji.repeat(28)],
    ['one letter that stands for eighteen', ligature.repeat(200)],
    ['letters that are spelt out', expanding(200)],
    ['right-to-left text', 'שלום עולם '.repeat(20).trim()],
    ['combining marks', `a${'\u0301'.repeat(199)}`],
    ['only combining marks', '\u0301'.repeat(200)],
    ['invisible characters', '\u200b\u2060\u00ad'.repeat(60)],
    ['control characters', '\u0001\u001f\u007f\u009f'],
    ['quotes and percent signs', `'";--%_\\${'%'.repeat(100)}`],
    ['noncharacters', '\uffff\ufffe\u{10ffff}'],
  ])('keeps names of %s in every place, to the letter, and finds them', async (_, name) => {
    await using t = await open()
    const sku = name.slice(0, 60).toWellFormed()

    const made = [
      ['/products', await create(t, '/products', { sku, name, barcode: sku })],
      ['/suppliers', await create(t, '/suppliers', { name, code: sku, contacts: [{ name }] })],
      ['/categories', await create(t, '/categories', { name })],
      ['/locations', await create(t, '/locations', { name })],
    ] as const

    for (const [path, record] of made) {
      expect(await (await t.send('GET', `${path}/${record.id}`)).json()).toMatchObject({ name })
      const found = await t.send('GET', `${path}?limit=1&q=${encodeURIComponent(name)}`)
      expect(found.status, `${path} ${await found.clone().text()}`).toBe(200)
      const next = await t.send('GET', `${path}?sort=-name&limit=1`)
      const { nextCursor } = await next.json()
      if (nextCursor === null) continue
      expect((await t.send('GET', `${path}?sort=-name&cursor=${nextCursor}`)).status).toBe(200)
    }
  })

  it.each([
    ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', 1],
    ['1969-12-31T23:59:59Z', '1970-01-01T00:00:00Z', 0],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z', 0],
  ])('takes the instants from %s to %s', async (from, to, atLeast) => {
    await using t = await open()
    const query = new URLSearchParams({ from, to })

    const res = await t.send('GET', `/audit?${query.toString()}`)

    expect(res.status, await res.clone().text()).toBe(200)
    expect((await res.json()).items.length).toBeGreaterThanOrEqual(atLeast)
  })

  it.each(['0000-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01'])(
    'refuses the instant %s, which is in no year of four digits',
    async (instant) => {
      await using t = await open()
      for (const name of ['from', 'to']) {
        const res = await t.send('GET', `/audit?${name}=${encodeURIComponent(instant)}`)
        expect(res.status).toBe(422)
        expect((await res.json()).errors).toMatchObject([{ path: `query.${name}` }])
      }
    },
  )
})

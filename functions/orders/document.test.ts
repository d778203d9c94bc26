import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addSupplier } from '#shared/testing/goods.ts'
import { textsOf } from '#shared/testing/pdf.ts'
import { buying, draftOf, moveTo, orderOf, receive } from '#shared/testing/receiving.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

async function pageOf(t: TestApp, { id }: { id: string }): Promise<string> {
  const res = await t.send('GET', `/orders/${id}/document`)
  expect(res.status).toBe(200)
  return res.text()
}

async function pdfOf(t: TestApp, { id }: { id: string }): Promise<Uint8Array> {
  const res = await t.send('GET', `/orders/${id}/document?format=pdf`)
  expect(res.status).toBe(200)
  expect(res.headers.get('content-type')).toBe('application/pdf')
  return new Uint8Array(await res.arrayBuffer())
}

const acme = {
  name: 'Søren & Söhne GmbH',
  address: 'Hafenstraße 7\n20457 Hamburg',
  country: 'Germany',
  currency: 'EUR',
  terms: '30/70 before shipment',
}

/** An order with two lines, a discount and surcharges. */
async function example(t: TestApp) {
  await t.send('PATCH', '/settings', { companyName: 'Harbour Kitchen', currency: 'EUR' })
  const { id: supplierId } = await addSupplier(t, acme)
  const mug = await addProduct(t, { sku: 'MUG-01', name: 'Enamel mug', wholeUnits: true })
  const rope = await addProduct(t, { sku: 'ROPE', name: 'Rope, 8 mm', unit: 'm' })
  const lines = [
    { productId: mug.id, quantity: 1000, unitCost: '0.4111' },
    { productId: rope.id, quantity: 2.5, unitCost: 8, discountPercent: 12.5 },
  ]
  const fields = { supplierId, shipping: 85, tax: '79.11', expectedOn: '2026-12-24' }
  return { lines, fields: { ...fields, notes: 'haggle harder next time' } }
}

describe.each(databases)('the document of an order on %s', (database) => {
  it('says all that the supplier must know, as a page and as a PDF', async () => {
    await using t = await testApp(app, buying(database))
    const { lines, fields } = await example(t)
    const order = await orderOf(t, lines, fields)

    const page = await pageOf(t, order)
    const pdf = textsOf(await pdfOf(t, order)).flat()

    const said = [
      `Purchase order ${order.number}`,
      'Harbour Kitchen',
      'Hafenstraße 7',
      '20457 Hamburg',
      'Germany',
      '2026-03-02',
      '2026-12-24',
      '30/70 before shipment',
      'MUG-01',
      'Enamel mug',
      '1000 pcs',
      '0.4111',
      '411.10',
      'Rope, 8 mm',
      '2.5 m',
      '8.00',
      '12.5 %',
      '17.50',
      '428.60',
      '85.00',
      '79.11',
      'EUR 592.71',
    ]
    for (const text of said) {
      expect(page).toContain(text)
      expect(pdf).toContain(text)
    }
    expect(page).toContain('Søren &amp; Söhne GmbH')
    expect(pdf).toContain('Søren & Söhne GmbH')
    expect(pdf).toContain(`${order.number} · page 1 of 1`)
    expect(page + pdf.join()).not.toMatch(/haggle|draft|Version/i)
  })
})

describe('the page', () => {
  it('runs nothing and loads nothing, and says its language', async () => {
    await using t = await testApp(app, buying())
    const { lines, fields } = await example(t)
    const order = await orderOf(t, lines, fields)

    const res = await t.send('GET', `/orders/${order.id}/document`)

    expect(res.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(res.headers.get('content-disposition')).toBe(`inline; filename="${order.number}.html"`)
    expect(res.headers.get('cache-control')).toBe('no-store')
    const page = await res.text()
    expect(page).toContain('<html lang="en">')
    expect(page).not.toMatch(/<script|<img|https?:|@import|url\(|\son\w+=|style="/)
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    expect(style).toContain('@page { size: A4')
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    const hash = Buffer.from(digest).toString('base64')
    expect(res.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    )
  })

  it('shows what people wrote as text, whatever it is', async () => {
    await using t = await testApp(app, buying())
    const evil = `<script>alert("1")</script>'&`
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;'
    await t.send('PATCH', '/settings', { companyName: `C${evil}` })
    const { id: supplierId } = await addSupplier(t, {
      name: `S${evil}`,
      address: `A${evil}`,
      country: `L${evil}`,
      terms: `T${evil}`,
      phone: `P${evil}`,
    })
    const mug = await addProduct(t, { sku: `K${evil}`, name: `N${evil}`, unit: '<b>' })
    const lines = [{ productId: mug.id, quantity: 1, unitCost: 4 }]
    const order = await orderOf(t, lines, { supplierId, supplierReference: `R${evil}` })

    const page = await pageOf(t, order)

    expect(page).not.toContain('<script')
    expect(page).not.toContain('<b>')
    for (const letter of 'CSALTPKNR') expect(page).toContain(letter + escaped)
  })

  it.each([
    ['draft', 'Draft: this is not an order yet'],
    ['approved', null],
    ['ordered', null],
  ])('of an order that is %s bears the mark %s', async (stage, mark) => {
    await using t = await testApp(app, buying())
    const { lines, fields } = await example(t)
    const order = await draftOf(t, lines, fields)
    if (stage !== 'draft') await moveTo(t, order, stage)
    const page = await pageOf(t, order)
    expect(/class="mark">(.*)</.exec(page)?.[1] ?? null).toBe(mark)
  })

  it('shows a cancelled order as such, and leaves out lines that were cancelled', async () => {
    await using t = await testApp(app, buying())
    const { lines, fields } = await example(t)
    const order = await orderOf(t, lines, fields)
    await receive(t, order, { lines: [{ lineId: order.lines[0]?.id, quantity: 400 }] })
    for (const { id } of order.lines) {
      await t.send('POST', `/orders/${order.id}/lines/${id}/cancel-remaining`, { reason: 'no' })
    }
    const page = await pageOf(t, order)
    expect(page).toContain('400 pcs')
    expect(page).not.toContain('ROPE')

    const other = await orderOf(t, lines, fields)
    await t.send('POST', `/orders/${other.id}/cancel`, { reason: 'sold out' })
    const cancelled = await pageOf(t, other)
    expect(cancelled).toContain('<p class="mark">Cancelled</p>')
    expect(cancelled).toContain('2.5 m')
  })

  it('of a cancelled order shows the quantities that its amounts are of', async () => {
    await using t = await testApp(app, buying())
    const { lines, fields } = await example(t)
    const order = await orderOf(t, lines, fields)
    const path = `/orders/${order.id}`
    const rest = { quantity: 400 }
    await t.send('POST', `${path}/lines/${order.lines[0]?.id}/cancel-remaining`, rest)
    const before = await pageOf(t, order)
    await t.send('POST', `${path}/cancel`, { reason: 'sold out' })

    const table = (page: string) => /<table>[^]*?<\/table>/.exec(page)?.[0]
    expect(table(await pageOf(t, order))).toBe(table(before))
  })
})

describe('the PDF', () => {
  it('goes on on further pages with the headings again', async () => {
    await using t = await testApp(app, buying())
    const mug = await addProduct(t, { name: 'A mug with a name that is long. '.repeat(6).trim() })
    const lines = Array.from({ length: 60 }, () => ({
      productId: mug.id,
      quantity: 1,
      unitCost: 4,
    }))
    const order = await orderOf(t, lines)

    const pages = textsOf(await pdfOf(t, order))

    expect(pages.length).toBeGreaterThan(2)
    for (const [index, texts] of pages.entries()) {
      expect(texts).toContain('Article')
      expect(texts).toContain(`${order.number} · page ${index + 1} of ${pages.length}`)
    }
    const positions = pages.flat().filter((text) => /^\d{1,2}$/.test(text))
    expect(positions).toEqual(lines.map((_, index) => String(index + 1)))
    expect(pages.at(-1)?.join()).toContain('240.00')
  })

  it('breaks no number, however large it is', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t, { currency: 'EUR' })
    const { id: productId } = await addProduct(t, { name: 'A press that is sold by weight' })
    const priced = [
      [4_800_000_000.125, '0.5'],
      [900, '950000000.25'],
      [1, '150000000.5125'],
    ]
    const lines = priced.map(([quantity, unitCost]) => ({ productId, quantity, unitCost }))
    const order = await draftOf(t, lines, { supplierId })

    const texts = textsOf(await pdfOf(t, order)).flat()

    const numbers = ['4800000000.125', '950000000.25', '855000000225.00', '150000000.5125']
    expect(texts).toEqual(expect.arrayContaining(numbers))
    expect(texts.join(' ')).toContain('A press that is sold')
  })

  it('replaces what its letters cannot show, and says so', async () => {
    await using t = await testApp(app, buying())
    const { id: supplierId } = await addSupplier(t, { name: '深圳 Łódź Trading' })
    const mug = await addProduct(t, { sku: '杯子', name: 'Kubek żółty 🚢 – 5 €' })
    const order = await orderOf(t, [{ productId: mug.id, quantity: 1, unitCost: 4 }], {
      supplierId,
    })

    const texts = textsOf(await pdfOf(t, order)).flat()

    expect(texts).toContain('?? Lódz Trading')
    expect(texts).toContain('Kubek zólty ? – 5 €')
    expect(texts).toContain('??')
    expect(texts.join()).toContain('were replaced')
    expect(await pageOf(t, order)).toContain('深圳 Łódź Trading')
  })

  it('is the same file for the same order at the same time', async () => {
    await using t = await testApp(app, buying())
    const { lines, fields } = await example(t)
    const order = await orderOf(t, lines, fields)
    const pdf = await pdfOf(t, order)
    expect(pdf).toEqual(await pdfOf(t, order))
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  })
})

it('knows no other format, and no order that is not there', async () => {
  await using t = await testApp(app, buying())
  const path = '/orders/ord_01JB2QK3V5X7Z9B1D3F5H7J9M1/document'
  expect((await t.send('GET', path)).status).toBe(404)
  expect((await t.send('GET', `${path}?format=docx`)).status).toBe(422)
})

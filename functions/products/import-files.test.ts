import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { importCsv, importRights, storedProducts } from '#shared/testing/import-csv.ts'
import { testApp } from '#shared/testing/test-app.ts'

const open = () => testApp(app, { permissions: importRights })

/** The bytes of a text of which every character is one byte in Windows-1252. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (character) =>
    character === '€' ? 0x80 : (character.codePointAt(0) ?? 0),
  )
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, littleEndian)
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 + i * 2, text.charCodeAt(i), littleEndian)
  }
  return bytes
}

describe('encodings and delimiters', () => {
  it('takes UTF-8 with a byte order mark', async () => {
    await using t = await open()

    const report = await (await importCsv(t, '\uFEFFsku,name\nA,Süßwaren ☕️ שלום')).json()

    expect(report).toMatchObject({ encoding: 'utf-8', columns: { sku: 'sku' }, created: 1 })
    expect(await storedProducts(t)).toMatchObject([{ name: 'Süßwaren ☕️ שלום' }])
  })

  it('takes Windows-1252 with £, € and ü, also when the first of them comes very late', async () => {
    await using t = await open()
    const plain = Array.from({ length: 20_000 }, (_, n) => `P${n},Plain thing ${n},1.00`)
    const file = ['sku,name,price', ...plain, 'LAST,Tür für 5 € oder £4,£2.50'].join('\r\n')

    const report = await (await importCsv(t, windows1252(file))).json()

    expect(report).toMatchObject({ encoding: 'windows-1252', rows: 20_001, created: 20_001 })
    const last = await t.db
      .selectFrom('product')
      .select(['name', 'price'])
      .where('sku', '=', 'LAST')
      .executeTakeFirst()
    expect(last).toEqual({ name: 'Tür für 5 € oder £4', price: 25_000 })
  })

  it.each([true, false])(
    'takes UTF-16 with its mark, as Excel writes it (little endian: %s)',
    async (little) => {
      await using t = await open()

      const report = await (await importCsv(t, utf16('sku\tname\nA\tGröße', little))).json()

      expect(report).toMatchObject({ encoding: little ? 'utf-16le' : 'utf-16be', delimiter: '\t' })
      expect(await storedProducts(t)).toMatchObject([{ sku: 'A', name: 'Größe' }])
    },
  )

  it('warns when a file without valid UTF-8 looks like UTF-8 in part', async () => {
    await using t = await open()
    const broken = new Uint8Array([...new TextEncoder().encode('sku,name\nA,Tür '), 0xff])

    const report = await (await importCsv(t, broken)).json()

    expect(report).toMatchObject({ encoding: 'windows-1252', warningCount: 1, created: 1 })
    expect(report.warnings[0].cure).toContain('UTF-8')
  })

  it('takes semicolons and decimal commas', async () => {
    await using t = await open()
    const file = [
      'Artikelnummer;Bezeichnung;Preis;EK;Mindestbestand',
      'A;Becher, groß;1.234,50;12,5;1.000',
      'B;Tasse;0,99 €;7;2',
    ].join('\n')

    const report = await (await importCsv(t, file)).json()

    expect(report).toMatchObject({ delimiter: ';', created: 2, warningCount: 0 })
    expect(await storedProducts(t)).toMatchObject([
      { name: 'Becher, groß', price: 12_345_000, cost: 125_000, reorderPoint: 1_000_000 },
      { price: 9_900, cost: 70_000, reorderPoint: 2_000 },
    ])
  })

  it('takes tabs', async () => {
    await using t = await open()

    const report = await (await importCsv(t, 'sku\tname\tprice\nA\tMug, large; red\t2')).json()

    expect(report).toMatchObject({ delimiter: '\t', created: 1 })
    expect(await storedProducts(t)).toMatchObject([{ name: 'Mug, large; red', price: 20_000 }])
  })

  it('believes the caller about encoding and delimiter', async () => {
    await using t = await open()
    const file = windows1252('sku;name;price, net\nA;Tür;1')

    const res = await importCsv(t, file, '?encoding=windows-1252&delimiter=semicolon')

    expect(await res.json()).toMatchObject({ ignoredColumns: [], created: 1 })
    expect(await storedProducts(t)).toMatchObject([{ name: 'Tür', price: 10_000 }])
  })

  it('takes quoted cells with delimiters, quotes and line breaks, and counts lines right', async () => {
    await using t = await open()
    const file =
      'sku,name,description,price\r\nA,"5"" mug, ""large""","line one\r\nline two",1\r\n\r\nB,Cup,,x\r\n'

    const dry = await (await importCsv(t, file, '?dryRun=true')).json()
    const run = await (await importCsv(t, file.replace(',x', ',2'))).json()

    expect(dry.problems).toMatchObject([{ row: 5, column: 'price', value: 'x' }])
    expect(run).toMatchObject({ rows: 2, created: 2 })
    expect(await storedProducts(t)).toMatchObject([
      { name: '5" mug, "large"', description: 'line one\r\nline two' },
      { sku: 'B' },
    ])
  })

  it('takes the line sep=; that Excel writes, and the old line end \\r', async () => {
    await using t = await open()

    const hinted = await (await importCsv(t, 'sep=;\r\nsku;name;price\r\nA;Mug;x\r\n')).json()
    const old = await (await importCsv(t, 'sku,name\rB,Cup\rC,Jar\r')).json()

    expect(hinted.problems).toMatchObject([{ row: 3, column: 'price' }])
    expect(old).toMatchObject({ rows: 2, created: 2 })
  })

  it('takes a form with the file and its options', async () => {
    await using t = await open()
    const form = new FormData()
    form.set('file', new File(['Code;Titel;Netto\nA;Mug;2,50'], 'list.csv', { type: 'text/csv' }))
    form.set('mapping', '{"Titel":"name","Netto":"price"}')

    const res = await t.root.request('/api/products/import?dryRun=false', {
      method: 'POST',
      headers: { authorization: `Bearer ${t.token ?? ''}` },
      body: form,
    })

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({ columns: { name: 'Titel', price: 'Netto' } })
    expect(await storedProducts(t)).toMatchObject([{ name: 'Mug', price: 25_000 }])
  })
})

describe('what is no CSV of products', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 255])
  const noise = Uint8Array.from({ length: 5_000 }, (_, n) => (n * 7919 + 200) % 256)

  it.each([
    ['a PNG image', png, 415, 'PNG'],
    ['a JPEG image', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 415, 'JPEG'],
    ['an Excel workbook', new TextEncoder().encode('PK\u0003\u0004 workbook'), 415, 'Excel'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7 text'), 415, 'PDF'],
    ['random bytes', noise, 415, 'no text'],
    ['text full of NUL', new TextEncoder().encode('s\u0000k\u0000u\u0000'), 415, 'no text'],
    ['a mark of UTF-8 and no UTF-8', new Uint8Array([0xef, 0xbb, 0xbf, 0xff]), 422, 'UTF-8'],
    ['an empty file', new Uint8Array(0), 422, 'empty'],
    ['blank lines only', new TextEncoder().encode('\r\n \r\n,,\r\n'), 422, 'no header'],
  ])('refuses %s', async (_, bytes, status, word) => {
    await using t = await open()

    const res = await importCsv(t, bytes)

    expect(res.status).toBe(status)
    expect(res.headers.get('content-type')).toBe('application/problem+json')
    expect((await res.json()).detail).toContain(word)
    expect(await storedProducts(t)).toEqual([])
  })

  it('takes a header without rows for what it is: nothing to do', async () => {
    await using t = await open()

    const res = await importCsv(t, 'sku,name\n')

    expect(res.status).toBe(200)
    expect(await res.json()).toMatchObject({ rows: 0, created: 0, problemCount: 0 })
    expect(await t.auditActions()).toEqual([])
  })

  it.each([['application/json'], ['image/png'], ['application/x-www-form-urlencoded']])(
    'refuses a body that says it is %s',
    async (type) => {
      await using t = await open()

      const res = await importCsv(t, 'sku,name\nA,Mug', '', { 'content-type': type })

      expect(res.status).toBe(415)
      expect((await res.json()).detail).toContain('text/csv')
      expect(await storedProducts(t)).toEqual([])
    },
  )

  it.each([
    ['no form at all', 'sku,name\nA,Mug'],
    [
      'a form without file',
      '--x\r\ncontent-disposition: form-data; name="mapping"\r\n\r\n{}\r\n--x--\r\n',
    ],
  ])('refuses %s that says it is a form', async (_, body) => {
    await using t = await open()

    const res = await importCsv(t, body, '', { 'content-type': 'multipart/form-data; boundary=x' })

    expect(res.status).toBe(422)
    expect(await storedProducts(t)).toEqual([])
  })
})

describe('the size of a file', () => {
  const megabyte = new Uint8Array(2 ** 20).fill(0x41)

  it('is refused above 50 MB by its Content-Length', async () => {
    await using t = await open()

    const res = await importCsv(t, 'sku,name', '', { 'content-length': String(51 * 2 ** 20) })

    expect(res.status).toBe(413)
    expect(await res.json()).toMatchObject({ maxBytes: 50 * 2 ** 20 })
  })

  it('is refused above 50 MB when it comes in chunks of unknown number', async () => {
    await using t = await open()
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        if (sent > 60) controller.close()
        else controller.enqueue(megabyte)
      },
    })

    const res = await t.root.request('/api/products/import', {
      method: 'POST',
      headers: { authorization: `Bearer ${t.token ?? ''}`, 'content-type': 'text/csv' },
      body,
      duplex: 'half',
    } as RequestInit)

    expect(res.status).toBe(413)
    expect(sent).toBeLessThan(60)
    expect(await storedProducts(t)).toEqual([])
  })
})

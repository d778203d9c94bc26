import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvBytes, type CsvEncoding } from './encoding.ts'
import { CsvReader, type CsvRecord } from './reader.ts'
import { csvLine, guardFormula, unguardFormula } from './writer.ts'

/** Any text, with what is special in a CSV more often than chance would have it. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', "'", '=', 'a', 'ü', '😀'),
  }),
)
// A carriage return before the end of a line belongs to the line end.
const lastCell = cell.filter((text) => !text.endsWith('\r'))
const record = fc
  .tuple(fc.array(cell, { minLength: 1, maxLength: 5 }), lastCell)
  .map(([cells, last]) => [...cells, last])
  .filter((cells) => cells.some((text) => text.trim() !== ''))

/** The pieces of a text, cut at any places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted(
    (a, b) => a - b,
  )
  return [0, ...at].map((start, n) => text.slice(start, at[n] ?? text.length))
}

function read(pieces: readonly string[], reader: CsvReader): CsvRecord[] {
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
}

describe('the CSV reader', () => {
  // So long that what comes after it is read piece by piece, not as part of the first sample.
  const beginning = csvLine(['filler', 'x'.repeat(70_000)])

  it.each([
    ['its beginning', ''],
    ['its middle', beginning],
  ])('reads back whatever the writer wrote, cut anywhere in %s', (_, before) => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), fc.array(fc.nat()), (records, places) => {
        const pieces = [before, ...cut(records.map(csvLine).join(''), places)]

        const found = read(pieces, new CsvReader(',')).slice(before === '' ? 0 : 1)

        expect(found.map(({ cells }) => cells)).toEqual(records)
        expect(found.filter(({ fault }) => fault)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('reads files longer than its sample alike in one piece and in many', () => {
    const lines = Array.from({ length: 9_000 }, (_, n) => csvLine([`${n}`, `a "b"\n${n}`, 'c, d']))
    const text = lines.join('')

    const whole = read([text], new CsvReader())
    const pieces = read(text.match(/[^]{1,997}/g) ?? [], new CsvReader())

    expect(whole).toHaveLength(9_000)
    expect(pieces).toEqual(whole)
    expect(whole.at(-1)).toEqual({ line: 17_999, cells: ['8999', 'a "b"\n8999', 'c, d'] })
  })

  it('gives each record the line on which it begins', () => {
    const text = 'a,b\r\n\r\n"x\r\ny",1\n"p\n\nq",2\r\n,\r\nlast,3'

    const found = read([text], new CsvReader())

    expect(found.map(({ line, cells }) => [line, cells[1]])).toEqual([
      [1, 'b'],
      [3, '1'],
      [5, '2'],
      [9, '3'],
    ])
  })

  it.each([
    [',', 'a,b,c\n1,2,3'],
    [';', 'a;b;c\n"1,5";2,5;3,5'],
    [';', 'name;price\nMug, large;1,5\nCup, small;2,5'],
    ['\t', 'a\tb\n1, 2; 3\t4'],
    [',', '"a;b;c",d\n"1;2;3",4'],
    [',', 'one column\nonly'],
    [';', 'sep=;\r\na,b;c,d\r\n1;2'],
  ])('finds out that the delimiter is %j', (delimiter, text) => {
    const reader = new CsvReader()
    read([text], reader)
    expect(reader.dialect?.delimiter).toBe(delimiter)
  })

  it.each([
    ['\r', 'a;b\r1;2\r'],
    ['\r', 'sep=;\ra;b\r1;2\r'],
    ['\r', 'a;size 5"\r1;2\r'],
    ['\r', '"first\nline";b\r1;2\r'],
    ['\n', '"first\rline";b\n1;2\n'],
    ['\n', 'a;"5"" or\r6"\r\n1;2\r\n'],
    ['\n', 'a;b\r\n"1";2\r\n'],
  ])('finds out that lines end with %j', (newline, text) => {
    const reader = new CsvReader()

    const records = read([text], reader)

    expect(reader.dialect).toMatchObject({ newline, delimiter: ';' })
    expect(records).toHaveLength(2)
    expect(records[1]?.cells).toEqual(['1', '2'])
  })

  it('gives up on a quote that nobody closes before it has read the whole file again and again', () => {
    const reader = new CsvReader(',')
    const piece = 'x'.repeat(100_000)
    let found: CsvRecord[] = reader.push('a,b\n1,"')
    const start = performance.now()
    for (let n = 0; n < 500; n++) found = [...found, ...reader.push(piece)]

    expect(found.filter(({ fault }) => fault)).toMatchObject([{ line: 2, fault: 'endless record' }])
    expect(reader.end()).toEqual([])
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('the formula guard', () => {
  it('is taken back exactly, and leaves nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const guarded = guardFormula(text)
        expect(unguardFormula(guarded)).toBe(text)
        expect(guarded).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})

describe('the bytes of a CSV', () => {
  const decode = (chunks: readonly Uint8Array[]): [CsvEncoding, string] => {
    const bytes = new CsvBytes()
    for (const chunk of chunks) bytes.push(chunk)
    const encoding = bytes.encoding()
    return [encoding, [...bytes.text(encoding)].join('')]
  }

  it('are the same text wherever they are cut', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((rest) => `sku${rest}`)
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (written, size) => {
        fc.pre(!written.split(/[\r\n]/)[0]?.includes('\u0000'))
        const all = new TextEncoder().encode(written)
        const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
          all.subarray(n * size, (n + 1) * size),
        )
        expect(decode(chunks)).toEqual(['utf-8', written])
      }),
    )
  })

  it('are Windows-1252 when a single byte, the last one, is no UTF-8', () => {
    const chunks = [
      new TextEncoder().encode('sku,name\n'),
      Uint8Array.of(0x80),
      Uint8Array.of(0xfc),
    ]
    expect(decode(chunks)).toEqual(['windows-1252', 'sku,name\n€ü'])
  })

  it('are Windows-1252 when the last character of UTF-8 is cut off', () => {
    const [encoding] = decode([new TextEncoder().encode('sku,name\nA,T'), Uint8Array.of(0xc3)])
    expect(encoding).toBe('windows-1252')
  })
})

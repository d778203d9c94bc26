import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { type Attack, hostileCaller } from '#shared/testing/hostile-caller.ts'
import { operationsOf } from '#shared/testing/operations.ts'

const uploads = operationsOf(app).filter(({ bodyTypes }) => bodyTypes.includes('text/csv'))
const csv = { 'content-type': 'text/csv' }
const binary = Uint8Array.from({ length: 4_096 }, (_, i) => (i * 197 + (i >> 3)) % 256)
const startingWith = (start: string) => {
  const bytes = Uint8Array.from(binary)
  bytes.set(Buffer.from(start, 'latin1'))
  return bytes
}

const file = (body: BodyInit): Attack => ({ body, headers: csv })

function form(...fields: [string, string | Blob][]): Attack {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return { ...raw(data) }
}

/** The bytes of a form with the type that names its boundary. */
function raw(data: FormData): Attack {
  const request = new Request('http://localhost', { method: 'POST', body: data })
  const type = request.headers.get('content-type') ?? ''
  return { body: request.body ?? '', headers: { 'content-type': type } }
}

const row = 'sku,name,price\nA,Mug,1\n'

/** Made anew for each database, because a stream is read once. */
const attacks = (): [string, Attack][] => [
  ['nothing', file('')],
  ['blanks', file(' \n \n')],
  ['a PNG', file(startingWith('\u0089PNG\r\n\u001a\n'))],
  ['a JPEG', file(startingWith('\u00ff\u00d8\u00ff\u00e0'))],
  ['a workbook', file(startingWith('PK\u0003\u0004'))],
  ['gzip', file(startingWith('\u001f\u008b'))],
  ['random bytes', file(binary)],
  ['NUL bytes', file(new Uint8Array(100_000))],
  ['half of UTF-16', file(new Uint8Array([0xff, 0xfe, 0x73]))],
  ['a broken UTF-8 after its mark', file(new Uint8Array([0xef, 0xbb, 0xbf, 0x73, 0xff]))],
  ['HTML', file('<!doctype html><html><body>sku,name</body></html>')],
  ['JSON', file('[{"sku":"A","name":"Mug"}]')],
  ['no known header', file('a,b,c\n1,2,3\n')],
  ['no column for the name', file('sku,price\nA,1\n')],
  ['a quote that never ends', file(`sku,name\nA,"${'x'.repeat(2_000_000)}`)],
  ['100,000 columns', file(`${'sku,'.repeat(100_000)}\n`)],
  ['NUL in a cell', file('sku,name\nA,Mu\u0000g\n')],
  ['NUL in a header', file('sku,name,pri\u0000ce\nA,Mug,1\n')],
  ['a huge price', file('sku,name,price\nA,Mug,1e308\n')],
  ['more than 64 bits', file('sku,name,price\nA,Mug,99999999999999999999\n')],
  ['a negative price', file('sku,name,price\nA,Mug,-1\n')],
  ['text for a price', file("sku,name,price\nA,Mug,1'; drop table product;--\n")],
  ['a SKU of 10,000 letters', file(`sku,name\n${'A'.repeat(10_000)},Mug\n`)],
  ['one good row and one bad', file(`${row}B,Cup,cheap\n`)],
  ['a broken escape in the options', { ...file(row), query: '?mapping=%7B' }],
  ['a mapping of another shape', { ...file(row), query: '?mapping=[1]' }],
  ['a mapping that is deep', { ...file(row), query: `?mapping=${'['.repeat(9_000)}` }],
  ['an unknown option', { ...file(row), query: '?force=true' }],
  ['an option twice', { ...file(row), query: '?dryRun=true&dryRun=false' }],
  ['a flag that is none', { ...file(row), query: '?dryRun=maybe' }],
  ['an unknown encoding', { ...file(row), query: '?encoding=utf-7' }],
  ['JSON by its type', { body: row, headers: { 'content-type': 'application/json' } }],
  ['a type that is none', { body: row, headers: { 'content-type': 'csv' } }],
  ['a form with no file', form(['mapping', '{}'])],
  ['a form with two files', form(['file', row], ['file', row])],
  ['a form with a field that is unknown', form(['file', row], ['surprise', '1'])],
  ['a form with an option twice', form(['file', row], ['dryRun', 'true'], ['dryRun', 'false'])],
  ['a form with __proto__', form(['file', row], ['__proto__', '{"dryRun":true}'])],
  ['a form with a second file elsewhere', form(['file', row], ['other', new Blob([row])])],
  ['a form with an empty file', form(['file', new Blob([])])],
  ['a form with no boundary', { body: row, headers: { 'content-type': 'multipart/form-data' } }],
  [
    'a form cut off',
    { body: '--x\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  ],
]

describe.each(databases)('an upload on %s', (database) => {
  it('is refused when it is no file of products, and nothing of it is stored', async () => {
    await using caller = await hostileCaller(app, database)
    expect(uploads).not.toEqual([])
    for (const operation of uploads) {
      for (const [name, attack] of attacks()) {
        await caller.attack(operation, name, attack, [415, 422])
      }
    }
    await caller.expectRefused(38)
  }, 60_000)
})

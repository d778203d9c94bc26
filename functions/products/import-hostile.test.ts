import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { importCsv, importRights } from '#shared/testing/import-csv.ts'
import { testApp } from '#shared/testing/test-app.ts'

const open = () => testApp(app, { permissions: importRights })

describe('any bytes at all', () => {
  const token = fc.constantFrom(
    '"',
    ',',
    ';',
    '\n',
    '\r\n',
    'sku',
    'name',
    'price',
    '1,5',
    'A',
    '\u0000',
    "'",
    '=',
    'é',
    '😀',
    '\ud800',
    ' ',
  )
  const text = fc
    .array(token, { maxLength: 60 })
    .map((parts) => `sku,name,price\n${parts.join('')}`)
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    text.map((written) => new TextEncoder().encode(written)),
    text.map((written) => Uint8Array.from(written, (character) => character.charCodeAt(0) & 255)),
  )

  it('are imported or refused, and never an error of ours', async () => {
    await using t = await open()
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (file, dryRun) => {
        const res = await importCsv(t, file, `?dryRun=${dryRun}`)
        expect([200, 415, 422]).toContain(res.status)
        if (res.status !== 200) {
          expect(res.headers.get('content-type')).toBe('application/problem+json')
        }
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    '{"__proto__":"name"}',
    '{"constructor":"sku"}',
    '{"":"sku"}',
    '[]',
    'null',
    '{"sku":1}',
  ])('may be mapped by %s without harm', async (mapping) => {
    await using t = await open()
    const query = new URLSearchParams({ mapping }).toString()

    const res = await importCsv(t, '__proto__,constructor,sku,name\n1,2,A,Mug', `?${query}`)

    expect([200, 422]).toContain(res.status)
  })
})

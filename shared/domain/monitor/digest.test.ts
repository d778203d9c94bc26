import { describe, expect, it } from 'vitest'
import { type DigestAlert, DIGEST_LINES, digestMail } from './digest.ts'

const alert = (fields: Partial<DigestAlert>): DigestAlert => ({
  kind: 'low_stock',
  severity: 1,
  sku: 'MUG',
  name: 'Blue mug',
  sentence: '5 pcs available',
  ...fields,
})
const shop = { companyName: 'Harbour Kitchen', publicUrl: 'https://stock.example' }

describe('digestMail', () => {
  it('sorts alerts by kind, and marks critical ones', () => {
    const { subject, text } = digestMail(
      [
        alert({ kind: 'out_of_stock', severity: 3, sku: 'BOWL', sentence: 'nothing is available' }),
        alert({ severity: 2 }),
        alert({ kind: 'over_stock', sku: 'JUG', name: 'Jug', sentence: 'too many' }),
        alert({ sku: 'CUP' }),
      ],
      { all: 4, critical: 1 },
      shop,
    )
    expect(subject).toBe('Harbour Kitchen: 4 stock alerts, 1 critical')
    expect(text).toBe(`New or worse since the last mail:

Out of stock
! BOWL Blue mug: nothing is available

Low stock
- MUG Blue mug: 5 pcs available
- CUP Blue mug: 5 pcs available

More than the maximum
- JUG Jug: too many

All alerts: https://stock.example/alerts
`)
  })

  it('describes the first hundred and counts the others', () => {
    const alerts = Array.from({ length: DIGEST_LINES + 5 }, (_, n) => alert({ sku: `SKU${n}` }))
    const { subject, text } = digestMail(alerts, { all: 40_000, critical: 0 }, shop)
    expect(subject).toBe('Harbour Kitchen: 40000 stock alerts')
    expect(text.match(/^- /gm)).toHaveLength(DIGEST_LINES)
    expect(text).toContain('\n… and 39900 more\n')
  })

  it('speaks of one alert in the singular', () => {
    const { subject, text } = digestMail([alert({})], { all: 1, critical: 0 }, shop)
    expect(subject).toBe('Harbour Kitchen: 1 stock alert')
    expect(text).not.toContain('more')
  })

  it('keeps an alert on its line, whatever the product is called', () => {
    const name = 'Mug\r\nBcc: eve@example\u2028x'
    const { text } = digestMail([alert({ name })], { all: 1, critical: 0 }, shop)
    expect(text).toContain('- MUG Mug Bcc: eve@example x: 5 pcs available\n')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTerms } from './terms.ts'

/** `percent type trigger+days`, with `!production` or `!shipment` when it holds that up. */
function written(text: string | null): string[] {
  return parseTerms(text).instalments.map(
    ({ percent, type, trigger, days, holds }) =>
      `${percent / 1000} ${type} ${trigger}+${days}${holds ? ` !${holds}` : ''}`,
  )
}

const deposit = (percent: number) => `${percent} deposit confirmation+0 !production`

describe('parseTerms', () => {
  it.each([
    ['30/70 before shipment', deposit(30), '70 balance shipment+0 !shipment'],
    ['30 / 70 Before  Shipment', deposit(30), '70 balance shipment+0 !shipment'],
    ['30%/70% prior to dispatch', deposit(30), '70 balance shipment+0 !shipment'],
    ['20/80 net 60 after b/l', deposit(20), '80 balance shipment+60'],
    ['30 % / 70 % against B/L', deposit(30), '70 balance shipment+0'],
    ['50% deposit, 50% before shipment', deposit(50), '50 balance shipment+0 !shipment'],
    [
      '30% T/T in advance, 70% balance before shipment',
      deposit(30),
      '70 balance shipment+0 !shipment',
    ],
    ['30% deposit, balance before shipment', deposit(30), '70 balance shipment+0 !shipment'],
    ['30% deposit; rest 14 days after receipt', deposit(30), '70 balance receipt+14'],
    [
      '30% with order and 70% net 30 after shipment',
      '30 deposit order+0 !production',
      '70 balance shipment+30',
    ],
    [
      '50% before shipment, 50% net 30 after receipt',
      '50 progress shipment+0 !shipment',
      '50 balance receipt+30',
    ],
    [
      '70% balance before shipment, 30% deposit with order',
      '30 deposit order+0 !production',
      '70 balance shipment+0 !shipment',
    ],
    [
      '10% 30 days after receipt, 60% before shipment, 30% in advance',
      deposit(30),
      '60 progress shipment+0 !shipment',
      '10 balance receipt+30',
    ],
    [
      '50% net 60 after shipment, 50% net 30 after shipment',
      '50 progress shipment+30',
      '50 balance shipment+60',
    ],
    ['T/T 30% deposit, 70% against copy of B/L', deposit(30), '70 balance shipment+0'],
    [
      '30% TT in advance + 70% by T/T before shipment',
      deposit(30),
      '70 balance shipment+0 !shipment',
    ],
    ['deposit 30%, balance 70% before shipment', deposit(30), '70 balance shipment+0 !shipment'],
    ['30% deposit / 70% before shipment', deposit(30), '70 balance shipment+0 !shipment'],
    ['30% deposit, 70% 60 days after BL date', deposit(30), '70 balance shipment+60'],
    ['advance payment 100%', '100 full confirmation+0 !production'],
    ['100% T/T in advance', '100 full confirmation+0 !production'],
    ['net30 after shipment date', '100 full shipment+30'],
    ['net 30 after receipt', '100 full receipt+30'],
    ['net 45 days from invoice date', '100 full shipment+45'],
    ['60 days after customs clearance', '100 full arrival+60'],
    ['10 days from order confirmation', '100 full confirmation+10'],
    ['100 % in advance', '100 full confirmation+0 !production'],
    ['100% prepaid', '100 full confirmation+0 !production'],
    ['100/0', '100 full confirmation+0 !production'],
    ['cash with order', '100 full order+0 !production'],
    ['before shipment', '100 full shipment+0 !shipment'],
    ['cash on delivery', '100 full receipt+0'],
    ['COD', '100 full receipt+0'],
    ['on receipt', '100 full receipt+0'],
    ['due upon receipt of goods', '100 full receipt+0'],
  ])('reads “%s” and assumes nothing', (text, ...instalments) => {
    expect(written(text)).toEqual(instalments)
    expect(parseTerms(text).note).toBeNull()
  })

  it.each([
    [
      '30/40/30',
      'the dates are assumed',
      deposit(30),
      '40 progress shipment+0',
      '30 balance receipt+0',
    ],
    ['30/70', 'the dates are assumed', deposit(30), '70 balance shipment+0'],
    [
      '33.3/33.3/33.4',
      'the dates are assumed',
      deposit(33.3),
      '33.3 progress shipment+0',
      '33.4 balance receipt+0',
    ],
    ['30% deposit', 'the dates are assumed', deposit(30), '70 balance shipment+0'],
    ['100%', 'the dates are assumed', '100 full receipt+0'],
    ['net 30', 'receipt is assumed', '100 full receipt+30'],
    ['Net30', 'receipt is assumed', '100 full receipt+30'],
    ['30 days net', 'receipt is assumed', '100 full receipt+30'],
    ['30/70 net 30', 'receipt is assumed', deposit(30), '70 balance receipt+30'],
    ['2/10 net 30', 'discount', '100 full receipt+30'],
    ['2/10, n/30', 'discount', '100 full receipt+30'],
  ])('reads “%s” and says: %s', (text, note, ...instalments) => {
    expect(written(text)).toEqual(instalments)
    expect(parseTerms(text).note).toContain(note)
  })

  it.each([null, '', '   '])('takes no terms, %j, for payment on receipt', (text) => {
    expect(written(text)).toEqual(['100 full receipt+0'])
    expect(parseTerms(text).note).toContain('no payment terms given')
  })

  it.each([
    'net 30 eom',
    '50/60',
    '30/30 before shipment',
    '50% deposit, 60% before shipment',
    '100% deposit, balance before shipment',
    '30',
    'net 9999',
    'letter of credit',
    'T/T',
    'not deposit 30%',
    '30% deposit by agreement',
    '30/70 as agreed',
    'not before shipment',
    '１００',
    '-30/130',
    "'; drop table payment; --",
    '1/'.repeat(99) + '1',
  ])('does not guess at “%s”', (text) => {
    expect(written(text)).toEqual(['100 full receipt+0'])
    expect(parseTerms(text).note).toContain(`not understood, check them: “${text}”`)
  })

  it('gives shares of one hundred percent for any text', () => {
    const words = fc.constantFrom(
      '30',
      '70',
      '%',
      '/',
      'net',
      'deposit',
      ',',
      'before shipment',
      'balance',
      ' ',
      'days',
      'after receipt',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 9 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { instalments } = parseTerms(text)
        expect(instalments.reduce((sum, { percent }) => sum + percent, 0)).toBe(100_000)
        expect(instalments.every(({ percent, days }) => percent > 0 && days >= 0)).toBe(true)
        expect(instalments.length === 1 ? instalments[0]?.type : instalments.at(-1)?.type).toBe(
          instalments.length === 1 ? 'full' : 'balance',
        )
      }),
      { numRuns: 500 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { isCurrency } from '#shared/domain/money.ts'
import { guessCurrency } from './guesses.ts'

describe('the currency that a browser lets guess', () => {
  it.each([
    [['de-AT', 'de', 'en'], 'EUR'],
    [['de', 'de-CH'], 'CHF'],
    [['en-US'], 'USD'],
    [['en-GB', 'en-US'], 'GBP'],
    [['ar'], 'EGP'],
    [['ar-KW'], 'KWD'],
    [['de'], 'EUR'],
    [['zz'], 'EUR'],
    [[], 'USD'],
  ])('of %j is %s', (languages, currency) => {
    expect(guessCurrency(languages)).toBe(currency)
    expect(isCurrency(currency)).toBe(true)
  })
})

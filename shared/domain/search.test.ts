import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfPrefix, foldText, productTerms, searchWords, skuKey } from './search.ts'

const anyText = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())
const utf8 = (text: string) => Buffer.from(text, 'utf8')

describe('foldText', () => {
  it.each([
    ['  Süßwaren \t ÉTÉ ', 'susswaren ete'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['Işık IŞIK', 'isik isik'],
    ['Łódź', 'lodz'],
    ['Æble & Ørsted', 'aeble & orsted'],
    ['Þór Đoković Œuvre', 'thor dokovic oeuvre'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['οδός', 'οδοσ'],
    ['ﬁne №5', 'fine no5'],
    ['Ｆｕｌｌ　Ｗｉｄｔｈ', 'full width'],
    ['e\u0301', 'e'],
    ['名前', '名前'],
    ['שָׁלוֹם', 'שלום'],
    ['a\u00a0b', 'a b'],
    ['\u0301', ''],
    ['', ''],
  ])('folds %j to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('folds what is folded to itself, and leaves no accent and no capital', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text)
        expect(foldText(folded)).toBe(folded)
        expect(folded).not.toMatch(/\p{M}|^\s|\s$|\s\s/u)
        expect(folded).toBe(folded.toLowerCase().replaceAll('ς', 'σ'))
      }),
    )
  })

  it('treats plain text as it treats all other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        // The letter behind it takes the longer way.
        expect(foldText(`${text}é`)).toBe(foldText(`${text}e`))
      }),
    )
  })
})

describe('skuKey', () => {
  it.each([
    ['85123a', '85123A'],
    [' mug-01 ', 'MUG-01'],
    ['e\u0301-1', 'É-1'],
    ['é-1', 'É-1'],
    ['ß1', 'SS1'],
  ])('of %j is %j', (sku, key) => {
    expect(skuKey(sku)).toBe(key)
  })

  it('keeps what differs in more than letter case apart', () => {
    expect(new Set(['A-1', 'A1', 'A 1', 'Á1'].map(skuKey)).size).toBe(4)
  })
})

describe('searchWords', () => {
  it.each([
    ['Enamel mug, 0.5 l (blue)', ['enamel', 'mug', '0', '5', 'l', 'blue']],
    ["O'Brien & Söhne", ['o', 'brien', 'sohne']],
    ['85123A/B_c', ['85123a', 'b', 'c']],
    [' -- !? ', []],
    ['☕️ 👩‍🚀', []],
  ])('of %j are %j', (text, words) => {
    expect(searchWords(text)).toEqual(words)
  })

  it('are at most 32 of at most 64 characters', () => {
    expect(searchWords('word '.repeat(100))).toHaveLength(32)
    expect(searchWords('x'.repeat(500))).toEqual(['x'.repeat(64)])
  })
})

describe('productTerms', () => {
  it('are the words of name, SKU and barcode, each once', () => {
    const product = { sku: 'MUG-01', barcode: '4006381333931', name: 'Mug, mug & Möve' }
    expect(productTerms(product)).toEqual(['mug', '01', '4006381333931', 'move'])
    expect(productTerms({ sku: 'A', barcode: null, name: 'a' })).toEqual(['a'])
  })

  it('find a product by the beginning of any of its words', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (sku, name, at) => {
        const terms = productTerms({ sku, barcode: null, name })
        for (const word of [...searchWords(sku), ...searchWords(name)]) {
          const prefix = word.slice(0, 1 + (at % word.length))
          expect(terms.some((term) => term.startsWith(prefix))).toBe(true)
        }
      }),
    )
  })

  it('can be stored: whole characters, even where a long word is cut', () => {
    const gothic = `a${'\u{10330}'.repeat(40)}`
    expect(
      productTerms({ sku: 'x', barcode: null, name: gothic }).every((t) => t.isWellFormed()),
    ).toBe(true)
  })
})

describe('endOfPrefix', () => {
  it('comes after every text that begins with the prefix, and before the others', () => {
    fc.assert(
      fc.property(anyText, anyText, (prefix, rest) => {
        const end = utf8(endOfPrefix(prefix))
        const text = `${prefix}${rest.replaceAll('\u{10ffff}', '')}`
        expect(Buffer.compare(utf8(text), end)).toBeLessThan(0)
      }),
    )
    expect(Buffer.compare(utf8('mugs'), utf8(endOfPrefix('mug')))).toBe(-1)
    expect(Buffer.compare(utf8('muh'), utf8(endOfPrefix('mug')))).toBe(1)
  })
})

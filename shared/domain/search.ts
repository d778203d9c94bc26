const combiningMarks = /\p{M}+/gu
const separators = /[^\p{L}\p{N}]+/u
const maxTermLength = 64
const maxTerms = 32
/** Letters that Unicode does not take apart, as everybody types them who lacks the key. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
  ŧ: 't',
  // Lower case gives the sigma another shape at the end of a word, where a prefix may not end yet.
  ς: 'σ',
}
const unusualLetters = /[ßæœøđðħıłþŧς]/g
// Most texts are plain ASCII, which needs none of the work that other scripts need.
const ascii = /^[\u0000-\u007f]*$/
const odd = /^\s|\s$|[\t-\r]|\s\s/

/**
 * Text as search and sorting compare it: without accents, in lower case, blanks folded, so that
 * `  Süßwaren ÉTÉ` and `susswaren ete` agree. Works for every script that Unicode knows.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) {
    const lower = text.toLowerCase()
    return odd.test(lower) ? lower.replace(/\s+/g, ' ').trim() : lower
  }
  return text
    .normalize('NFKD')
    .replace(combiningMarks, '')
    .toLowerCase()
    .replace(unusualLetters, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}

/** The key under which a SKU is unique: `85123a` and `85123A` are one product. */
export function skuKey(sku: string): string {
  return ascii.test(sku) ? sku.trim().toUpperCase() : sku.normalize('NFC').trim().toUpperCase()
}

/** The words of a text, folded; at most 32 of at most 64 characters each. */
export function searchWords(text: string): string[] {
  return foldText(text)
    .split(separators)
    .filter((word) => word !== '')
    .slice(0, maxTerms)
    .map(cut)
}

/** The beginning of a word, without half a surrogate pair at its end. */
function cut(word: string): string {
  if (word.length <= maxTermLength) return word
  return word.slice(0, maxTermLength).replace(/[\ud800-\udbff]$/, '')
}

/**
 * The terms under which a product is found: every word of its name, SKU and barcode. A query word
 * finds a product when it is a prefix of one of these.
 */
export function productTerms(product: {
  sku: string
  barcode: string | null
  name: string
}): string[] {
  const { sku, barcode, name } = product
  return [...new Set([...searchWords(sku), ...searchWords(barcode ?? ''), ...searchWords(name)])]
}

/** The first text after every text that begins with the prefix, in byte order of UTF-8. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`
}

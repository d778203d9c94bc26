/** What Windows-1252, the character set of the fonts that every PDF reader brings, has above Latin-1. */
const extras = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

/** Letters that do not fall apart into a plain one and an accent. */
const plain: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ħ: 'h',
    Ħ: 'H',
    ı: 'i',
    ŧ: 't',
    Ŧ: 'T',
    ĸ: 'k',
    ŋ: 'n',
    Ŋ: 'N',
    ẞ: 'SS',
    '−': '-',
    '‐': '-',
    '‑': '-',
    '′': "'",
    '″': '"',
    '₤': '£',
  }),
)

export interface PrintableText {
  text: string
  /** Whether a character had to be left away for a plainer one, or for `?`. */
  replaced: boolean
}

/** What nobody sees, such as the marks of a direction and of where a word may break. */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu

/**
 * The text in characters that Windows-1252 has: letters without the accents it does not know, and
 * `?` for all other characters, one for each. Line breaks and tabs become blanks, and what nobody
 * sees is left out.
 */
export function toWinAnsi(text: string): PrintableText {
  let printable = ''
  let replaced = false
  const visible = text.normalize('NFC').replaceAll(invisible, '')
  for (const character of visible.replaceAll(/[\s\p{Cc}]+/gu, ' ')) {
    if (isWinAnsi(character)) {
      printable += character
      continue
    }
    replaced = true
    const bare = plain.get(character) ?? character.normalize('NFKD').replaceAll(/\p{M}/gu, '')
    printable += bare !== '' && Array.from(bare).every(isWinAnsi) ? bare : '?'
  }
  return { text: printable, replaced }
}

function isWinAnsi(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || extras.includes(character)
  )
}

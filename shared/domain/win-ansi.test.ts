import { describe, expect, it } from 'vitest'
import { toWinAnsi } from './win-ansi.ts'

describe('text for the fonts of a PDF', () => {
  it.each([
    [
      'stays as it is',
      'Süßwaren “Göteborg” – 12,50 € – Ÿ',
      'Süßwaren “Göteborg” – 12,50 € – Ÿ',
      false,
    ],
    ['composes letters and accents', 'Cafe\u0301', 'Café', false],
    ['loses accents that are unknown', 'Łódź, Dvořák, İstanbul', 'Lódz, Dvorák, Istanbul', true],
    ['asks where there is no letter', '漢字 ☃ 🚢', '?? ? ?', true],
    ['spells ligatures out', 'ﬁne №1', 'fine No1', true],
    ['has no line breaks or tabs', 'one\r\ntwo\tthree\u0007four', 'one two three four', false],
    [
      'leaves out what nobody sees',
      '\ufeffMug\u200b 0\u00ad8 \u200e(blue)',
      'Mug 08 (blue)',
      false,
    ],
    ['is empty', '', '', false],
  ])('%s', (_, text, printable, replaced) => {
    expect(toWinAnsi(text)).toEqual({ text: printable, replaced })
  })
})

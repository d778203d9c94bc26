import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'

describe('rows as CSV', () => {
  it('quotes what would break a row', () => {
    expect(csvText([['Mug, blue', '12" plate', 'two\nlines', ' space']])).toBe(
      '"Mug, blue","12"" plate","two\nlines"," space"\r\n',
    )
  })

  it('leaves numbers as they are, negative ones too', () => {
    expect(csvText([[12.5, '-3.20', null, '0.00']])).toBe('12.5,-3.20,,0.00\r\n')
  })

  it.each(['=1+1', '+1+1', '@SUM(A1)', '-2+3', '\t=1'])('runs no formula: %s', (text) => {
    expect(csvText([[text]])).toContain(`'${text}`)
  })
})

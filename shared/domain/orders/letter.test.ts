import { describe, expect, it } from 'vitest'
import { orderLetter } from './letter.ts'

const order = {
  number: 'PO-000042',
  company: 'Harbour Kitchen',
  total: 'EUR 592.71',
  expectedOn: '2026-12-24',
  documentVersion: 1,
  message: null,
}

describe('the letter with an order', () => {
  it('says which order it is, what it comes to, and when the goods are wanted', () => {
    expect(orderLetter(order)).toEqual({
      subject: 'Purchase order PO-000042 from Harbour Kitchen',
      text: `Good day,

please find our purchase order PO-000042 attached. Please confirm it with your delivery date.

Total: EUR 592.71
Delivery wanted: 2026-12-24

Kind regards
Harbour Kitchen
`,
    })
  })

  it('says that a later version replaces the one before, and what the buyer adds', () => {
    const letter = {
      ...order,
      documentVersion: 3,
      expectedOn: null,
      message: 'Hi Ann,\nas agreed.',
    }
    expect(orderLetter(letter)).toEqual({
      subject: 'Purchase order PO-000042, version 3, from Harbour Kitchen',
      text: `Good day,

please find our purchase order PO-000042 attached. Please confirm it with your delivery date.

Total: EUR 592.71
Version 3: it replaces the version sent before.

Hi Ann,
as agreed.

Kind regards
Harbour Kitchen
`,
    })
  })
})

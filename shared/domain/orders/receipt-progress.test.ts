import { describe, expect, it } from 'vitest'
import { isSettled, openQuantity, receiptStatus } from './receipt-progress.ts'

const line = (quantity: number, receivedQuantity: number, cancelledQuantity = 0) => ({
  quantity,
  receivedQuantity,
  cancelledQuantity,
})

describe('receipt progress', () => {
  it.each([
    ['nothing came', [line(10, 0), line(5, 0)], 'none', false],
    ['a part of one line came', [line(10, 1), line(5, 0)], 'partial', false],
    ['one of two lines came', [line(10, 10), line(5, 0)], 'partial', false],
    ['all came', [line(10, 10), line(5, 5)], 'full', true],
    ['the rest was cancelled', [line(10, 4, 6), line(5, 5)], 'full', true],
    ['one line was cancelled as a whole', [line(10, 10), line(5, 0, 5)], 'full', true],
    ['a part of the rest was cancelled', [line(10, 4, 5)], 'partial', false],
    ['all was cancelled', [line(10, 0, 10)], 'none', true],
    ['more came than was ordered', [line(10, 11)], 'full', true],
    ['there are no lines', [], 'none', true],
  ] as const)('when %s', (_, lines, status, settled) => {
    expect(receiptStatus(lines)).toBe(status)
    expect(isSettled(lines)).toBe(settled)
  })

  it.each([
    [line(10, 0), 10],
    [line(10, 4), 6],
    [line(10, 4, 6), 0],
    [line(10, 12), 0],
    [line(10, 8, 4), 0],
  ])('of %j leaves %s open', (one, open) => {
    expect(openQuantity(one)).toBe(open)
  })
})

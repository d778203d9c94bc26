import { describe, expect, it } from 'vitest'
import { nextActive } from './table-keys.ts'

type Pressed = Parameters<typeof nextActive>[0]

/** A key that is pressed while the table itself has the focus. */
function press(key: string, others: Partial<Pressed> = {}): Pressed {
  const none = { ctrlKey: false, metaKey: false, altKey: false, target: null, currentTarget: null }
  return { key, ...none, ...others } as unknown as Pressed
}

describe('keys of a table of 25 rows', () => {
  it.each([
    ['j', 3, 4],
    ['ArrowDown', 3, 4],
    ['k', 3, 2],
    ['ArrowUp', 3, 2],
    ['PageDown', 3, 13],
    ['PageUp', 13, 3],
    ['Home', 13, 0],
    ['End', 3, 24],
  ])('%s goes from row %i to row %i', (key, from, to) => {
    expect(nextActive(press(key), from, 25)).toBe(to)
  })

  it.each([
    ['k', 0, 0],
    ['PageUp', 4, 0],
    ['j', 24, 24],
    ['PageDown', 20, 24],
  ])('%s stays within the rows at its end', (key, from, to) => {
    expect(nextActive(press(key), from, 25)).toBe(to)
  })

  it('leaves all other keys to the browser', () => {
    expect(nextActive(press('a'), 3, 25)).toBeUndefined()
    expect(nextActive(press('Tab'), 3, 25)).toBeUndefined()
    expect(nextActive(press('j', { ctrlKey: true }), 3, 25)).toBeUndefined()
    expect(nextActive(press('ArrowDown', { altKey: true }), 3, 25)).toBeUndefined()
  })

  it('leaves keys to what has the focus within a row', () => {
    const field = { addEventListener: () => undefined } as unknown as EventTarget
    expect(nextActive(press('ArrowDown', { target: field }), 3, 25)).toBeUndefined()
  })

  it('goes nowhere where there are no rows', () => {
    expect(nextActive(press('End'), 0, 0)).toBeUndefined()
  })
})

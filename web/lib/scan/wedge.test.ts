import { describe, expect, it } from 'vitest'
import { Burst } from './wedge.ts'

const code = '4006381333931'

/** Types the text and a key at its end, each after its pause; what the end gave. */
function type(burst: Burst, text: string, pauses: (index: number) => number, end = 'Enter') {
  let at = 1_000
  let found: string | undefined
  for (const [index, key] of [...Array.from(text), end].entries()) {
    at += pauses(index)
    found = burst.take(key, at) ?? found
  }
  return found
}

describe('a scanner that types', () => {
  it.each(['Enter', 'Tab'])('ends its code with %s', (end) => {
    expect(type(new Burst(), code, () => 8, end)).toBe(code)
  })

  it('is understood whole when the page was busy in the middle of the code', () => {
    for (let slow = 1; slow <= code.length; slow++) {
      const pauses = (index: number) => (index === slow ? 290 : 10)
      expect(type(new Burst(), code, pauses)).toBe(code)
    }
  })

  it('is understood when what somebody typed before it stands half a second back', () => {
    const burst = new Burst()
    for (const [index, key] of Array.from('mug').entries()) burst.take(key, index * 120)
    expect(type(burst, code, () => 8)).toBe(code)
  })

  it('keeps its capital letters and signs', () => {
    const burst = new Burst()
    const keys = ['Shift', 'M', 'Shift', 'U', 'Shift', 'G', '-', '0', '1', 'Enter']
    const found = keys.map((key, index) => burst.take(key, 1_000 + index * 9))
    expect(found.at(-1)).toBe('MUG-01')
  })

  it('may scan again at once', () => {
    const burst = new Burst()
    expect(type(burst, code, () => 8)).toBe(code)
    expect(type(burst, '73513537', () => 8)).toBe('73513537')
  })
})

describe('a person who types', () => {
  it('is no scanner at 120 ms a key', () => {
    expect(type(new Burst(), code, () => 120)).toBeUndefined()
  })

  it('is no scanner when a few letters come fast', () => {
    expect(type(new Burst(), 'mug', () => 10)).toBeUndefined()
  })

  it('is no scanner when only Enter is pressed', () => {
    expect(new Burst().take('Enter', 5)).toBeUndefined()
  })
})

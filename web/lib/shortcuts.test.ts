import { describe, expect, it } from 'vitest'
import { findShortcut, nameOf, type ShortcutEntry } from './shortcuts.ts'

const none = { altKey: false, ctrlKey: false, metaKey: false }

function entry(keys: string, label: string): ShortcutEntry {
  return { keys, label, run: () => undefined }
}

describe('the name of a key', () => {
  it.each([
    ['a letter', { key: 'n' }, 'n'],
    ['a letter with Shift or Caps Lock', { key: 'N' }, 'n'],
    ['Ctrl', { key: 'k', ctrlKey: true }, 'mod+k'],
    ['⌘', { key: 'K', metaKey: true }, 'mod+k'],
    ['a key without a letter', { key: 'Enter' }, 'Enter'],
    ['Alt, which writes letters of its own', { key: 'n', altKey: true }, ''],
  ])('%s', (_, key, name) => {
    expect(nameOf({ ...none, ...key })).toBe(name)
  })
})

describe('finding what a key does', () => {
  const entries = [entry('n', 'of the frame'), entry('g p', 'Products'), entry('n', 'of the page')]

  it('takes what was added last: the page goes before the frame', () => {
    expect(findShortcut(entries, 'n')?.label).toBe('of the page')
  })

  it('takes two keys that follow each other', () => {
    expect(findShortcut(entries, 'g p')?.label).toBe('Products')
    expect(findShortcut(entries, 'p')).toBeUndefined()
    expect(findShortcut(entries, '')).toBeUndefined()
  })
})

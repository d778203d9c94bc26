/** What a device typed, from its first key to its last. */
export interface ScanReport {
  text: string
  /** Milliseconds between two keys, on the whole. */
  meanMs: number
  end: 'Enter' | 'Tab' | 'none'
}

/** Keys on which the layouts of keyboards differ most. */
export const LAYOUT_TEST = 'Yz-/?_&01'

export type LayoutVerdict = 'right' | 'swapped' | 'other' | 'notTheTest'

/** What reading the test code says about the keyboard that the scanner was told to be. */
export function layoutOf(text: string): LayoutVerdict {
  if (text === LAYOUT_TEST) return 'right'
  if (text.length !== LAYOUT_TEST.length || !text.endsWith('01')) return 'notTheTest'
  return text.startsWith('Zy') ? 'swapped' : 'other'
}

/** A person types slower, on the whole; the till and other pages judge by the same. */
export const SCANNER_MEAN_MS = 50

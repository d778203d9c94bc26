import type { KeyboardEvent } from 'react'

const ROWS_A_PAGE = 10

/** The row that a key goes to; undefined for keys that go nowhere. */
export function nextActive(
  { key, ctrlKey, metaKey, altKey, target, currentTarget }: KeyboardEvent<HTMLElement>,
  active: number,
  count: number,
): number | undefined {
  if (ctrlKey || metaKey || altKey || target !== currentTarget) return undefined
  const steps: Record<string, number> = {
    j: active + 1,
    ArrowDown: active + 1,
    k: active - 1,
    ArrowUp: active - 1,
    PageDown: active + ROWS_A_PAGE,
    PageUp: active - ROWS_A_PAGE,
    Home: 0,
    End: count - 1,
  }
  const wanted = steps[key]
  return wanted === undefined || count === 0 ? undefined : Math.min(Math.max(0, wanted), count - 1)
}

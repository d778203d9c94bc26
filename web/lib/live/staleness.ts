import type { QueryClient } from '@tanstack/react-query'

/** A load that hangs must not keep later ones from being asked for. */
const LONGEST_LOAD_MS = 10_000

/**
 * Makes what is shown load anew when it is told that something has changed. While a load is on its
 * way, further news of the same wait for its end: they would break it off each time, and where a
 * shop sells faster than a list loads, it would never be shown.
 *
 * @returns takes the first part of the keys that are stale: `['product', 'inventory']`
 */
export function staleness(client: QueryClient): (names: readonly string[]) => void {
  const loading = new Map<string, { isStaleAgain: boolean }>()

  async function load(name: string): Promise<void> {
    const state = { isStaleAgain: true }
    loading.set(name, state)
    while (state.isStaleAgain) {
      state.isStaleAgain = false
      await atMost(LONGEST_LOAD_MS, client.invalidateQueries({ queryKey: [name] }))
    }
    loading.delete(name)
  }

  return (names) => {
    for (const name of names) {
      const state = loading.get(name)
      if (state) state.isStaleAgain = true
      else void load(name)
    }
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, enough])
  clearTimeout(timer)
}

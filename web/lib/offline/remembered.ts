import { isCutOff } from '../api/problem.ts'

const PREFIX = 'stockroom-remembered-'

/**
 * What `load` gives; when the server cannot be reached, what it gave last on this device. Only for
 * the few things without which a work mode could not go on.
 */
export async function orRemembered<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    const value = await load()
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
    return value
  } catch (error) {
    const value = isCutOff(error) ? remembered(name) : undefined
    if (value === undefined) throw error
    // It was kept by this very function, under this name.
    return value as T
  }
}

/** What was given last on this device, if anything. */
export function remembered(name: string): unknown {
  const text = localStorage.getItem(PREFIX + name)
  return text === null ? undefined : JSON.parse(text)
}

/** Forgets it all, for the next person at this device. */
export function forgetRemembered(): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  }
}

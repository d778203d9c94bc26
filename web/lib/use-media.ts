'use client'

import { useSyncExternalStore } from 'react'

/** Whether a media query holds; false while the server draws. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
    () => false,
  )
}

/** Whether the page is as narrow as a phone. */
export function useIsNarrow(): boolean {
  return useMedia('(max-width: 639px)')
}

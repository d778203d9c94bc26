'use client'

import { useSyncExternalStore } from 'react'
import { ONE_LETTER_KEYS } from './shortcuts.ts'

const listeners = new Set<() => void>()

/** Whether keys of one letter do something on this device, and how to change that. */
export function useOneLetterKeys(): [boolean, (areOn: boolean) => void] {
  const areOn = useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    () => localStorage.getItem(ONE_LETTER_KEYS) !== 'off',
    () => true,
  )
  const change = (next: boolean) => {
    localStorage.setItem(ONE_LETTER_KEYS, next ? 'on' : 'off')
    for (const listener of listeners) listener()
  }
  return [areOn, change]
}

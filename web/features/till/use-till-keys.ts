'use client'

import { useEffect, useRef } from 'react'

export type TillKey = 'F2' | 'F4' | 'F8' | 'F9' | 'Delete'

/** The keys of the till; letters belong to the scanner. They rest while a dialog is open. */
export function useTillKeys(keys: Readonly<Record<TillKey, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      if (!isTillKey(key) || ctrlKey || metaKey || altKey) return
      if (document.querySelector('dialog[open]')) return
      const isWriting = target instanceof HTMLInputElement && target.value !== ''
      if (key === 'Delete' && isWriting) return
      event.preventDefault()
      latest.current[key]()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function isTillKey(key: string): key is TillKey {
  return ['F2', 'F4', 'F8', 'F9', 'Delete'].includes(key)
}

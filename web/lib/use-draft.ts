'use client'

import { useCallback, useEffect, useState } from 'react'

/**
 * What is being filled in, kept in this tab until it is saved or given up, so that a reload loses
 * nothing.
 *
 * @param name of the form and of what it is about: `product-new`
 */
export function useDraft<T extends object>(name: string, initial: T) {
  const key = `draft-${name}`
  const [value, setValue] = useState<T>(() => read(key, initial))
  const [isChanged, setChanged] = useState(false)
  useEffect(() => {
    if (isChanged) sessionStorage.setItem(key, JSON.stringify(value))
  }, [key, value, isChanged])
  const change = useCallback((changes: Partial<T>) => {
    setChanged(true)
    setValue((now) => ({ ...now, ...changes }))
  }, [])
  const forget = useCallback(() => {
    setChanged(false)
    sessionStorage.removeItem(key)
  }, [key])
  return { value, change, forget }
}

function read<T extends object>(key: string, initial: T): T {
  const kept = sessionStorage.getItem(key)
  // The draft may be of an older form: what it does not have is as it was.
  return kept === null ? initial : { ...initial, ...(JSON.parse(kept) as Partial<T>) }
}

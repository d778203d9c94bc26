'use client'

import { useEffect, useState } from 'react'

/**
 * Something that is being typed, kept until it is saved or thrown away: a reload of the page, or a
 * way back by mistake, loses nothing.
 *
 * @param name where it is kept; another one for each record
 * @param version what it was made from; what was typed upon another version is not taken up again
 */
export function useKeptDraft<T>(name: string, version: number, initial: () => T) {
  const place = `draft ${name}`
  const [start] = useState(() => kept(place, version) as T | undefined)
  const [draft, setDraft] = useState<T>(() => start ?? initial())
  const [isChanged, setChanged] = useState(start !== undefined)
  useEffect(() => {
    if (!isChanged) return
    try {
      sessionStorage.setItem(place, JSON.stringify({ version, draft }))
    } catch {
      // Without room it is simply not kept.
    }
  }, [place, version, draft, isChanged])
  const change = (next: T) => {
    setDraft(next)
    setChanged(true)
  }
  const forget = () => {
    setChanged(false)
    sessionStorage.removeItem(place)
  }
  return { draft, change, forget, wasKept: start !== undefined }
}

function kept(place: string, version: number): unknown {
  const text = sessionStorage.getItem(place)
  if (text === null) return undefined
  const found = JSON.parse(text) as { version: number; draft: unknown }
  return found.version === version ? found.draft : undefined
}

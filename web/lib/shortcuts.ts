'use client'

import { useEffect, useRef } from 'react'

export interface ShortcutEntry {
  /** `mod+k`, `g t`, `n`, `?`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys: string
  /** What it does, for the sheet of all keys. */
  label: string
  /** Left out where the keys are taken by what has the focus; they are only shown then. */
  run?: () => void
}

/** A scanner types faster than this; its letters are no shortcuts. */
const BURST_MS = 60
const SEQUENCE_MS = 1_000
export const ONE_LETTER_KEYS = 'stockroom-one-letter-keys'

const registry = new Set<ShortcutEntry>()

/** All keys that do something now, for the help sheet and the palette. */
export function activeShortcuts(): readonly ShortcutEntry[] {
  return [...registry]
}

/** Makes keys do something for as long as the component is drawn. */
export function useShortcuts(entries: readonly ShortcutEntry[]): void {
  const latest = useRef(entries)
  useEffect(() => {
    latest.current = entries
  })
  const names = entries.map(({ keys, label }) => `${keys}\n${label}`).join('\n\n')
  useEffect(() => {
    const registered = latest.current.map((entry, index) => ({
      ...entry,
      ...(entry.run && { run: () => latest.current[index]?.run?.() }),
    }))
    for (const entry of registered) registry.add(entry)
    return () => {
      for (const entry of registered) registry.delete(entry)
    }
  }, [names])
}

/** The one listener; the shell draws it. */
export function useShortcutListener(): void {
  useEffect(() => {
    let before = ''
    let beforeAt = 0
    let pending: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      const isBurst = event.timeStamp - beforeAt < BURST_MS
      clearTimeout(pending)
      const pressed = nameOf(event)
      const isSequence = event.timeStamp - beforeAt < SEQUENCE_MS
      const found = find(isSequence ? `${before} ${pressed}` : '') ?? find(pressed)
      before = pressed
      beforeAt = event.timeStamp
      if (!found?.run || event.defaultPrevented || event.isComposing) return
      if (pressed.startsWith('mod+')) {
        event.preventDefault()
        found.run()
        return
      }
      if (isBurst || isTyping(event) || localStorage.getItem(ONE_LETTER_KEYS) === 'off') return
      event.preventDefault()
      pending = setTimeout(found.run, BURST_MS)
    }
    addEventListener('keydown', onKey)
    return () => {
      clearTimeout(pending)
      removeEventListener('keydown', onKey)
    }
  }, [])
}

function find(keys: string): ShortcutEntry | undefined {
  return findShortcut(activeShortcuts(), keys)
}

/** The page's own keys were added last, and go before those of the shell. */
export function findShortcut(
  entries: readonly ShortcutEntry[],
  keys: string,
): ShortcutEntry | undefined {
  return entries.findLast((entry) => entry.keys === keys)
}

/** As shortcuts name it: `mod+k`, `n`, `Enter`; empty with Alt, which makes letters. */
export function nameOf(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>,
): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.altKey) return ''
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  const isField = target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')
  return isField !== null || document.querySelector('dialog[open]') !== null
}

/** Keys as they stand on this keyboard: `mod+k` is `⌘K`, or `Ctrl K`. */
export function shownKeys(keys: string): string {
  const isMac = navigator.userAgent.includes('Mac')
  return keys
    .replace('mod+', isMac ? '⌘' : 'Ctrl ')
    .replace('Escape', 'Esc')
    .replace(/\b[a-z]\b/g, (letter) => letter.toUpperCase())
}

'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'

/** So long a page may take to have what it had before. */
const PATIENCE_MS = 2_000

/** How far each page was scrolled, by its entry in the history: one that is new has none. */
const tops = new Map<string, number>()

/** Whoever goes back to a page is where they were on it; the page scrolls in a box of its own. */
export function KeptScroll() {
  const path = usePathname()
  useEffect(() => {
    const box = document.getElementById('content')
    if (!box) return
    const top = tops.get(entryKey())
    const end = new AbortController()
    if (top !== undefined) scrollTo(box, top, end.signal)
    const keep = () => {
      const key = entryKey()
      if (key !== '' && location.pathname === path) tops.set(key, box.scrollTop)
    }
    box.addEventListener('scroll', keep, { passive: true, signal: end.signal })
    return () => end.abort()
  }, [path])
  return null
}

/** The same for as long as somebody can go back to it; older browsers have none. */
function entryKey(): string {
  return 'navigation' in globalThis ? (navigation.currentEntry?.key ?? '') : ''
}

/** Scrolls as soon as there is enough on the page, unless the person scrolls first. */
function scrollTo(box: HTMLElement, top: number, signal: AbortSignal): void {
  const until = performance.now() + PATIENCE_MS
  const taken = new AbortController()
  for (const touch of ['wheel', 'touchstart', 'keydown']) {
    box.addEventListener(touch, () => taken.abort(), { passive: true, once: true, signal })
  }
  const attempt = () => {
    if (signal.aborted || taken.signal.aborted || performance.now() > until) return
    box.scrollTop = top
    if (Math.abs(box.scrollTop - top) > 1) requestAnimationFrame(attempt)
  }
  attempt()
}

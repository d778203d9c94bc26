'use client'

import { useEffect, useRef } from 'react'
import { RepeatGuard, WEDGE_REPEAT_MS } from './repeat-guard.ts'
import { listenWedge } from './wedge.ts'

/** How many parts of the page listen for themselves. */
let listening = 0

/**
 * Tells what a scanner that types reads, whatever has the focus, while the component is drawn.
 *
 * @param isLast told only of what no other part of the page listens to
 */
export function useWedge(
  onScan: (code: string) => void,
  enabled = true,
  { isLast = false } = {},
): void {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    if (!enabled) return
    const guard = new RepeatGuard(WEDGE_REPEAT_MS)
    const end = listenWedge((code) => {
      if (isLast && listening > 0) return
      if (guard.isNew(code, performance.now())) latest.current(code)
    })
    if (isLast) return end
    listening++
    return () => {
      listening--
      end()
    }
  }, [enabled, isLast])
}

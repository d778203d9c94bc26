'use client'

import { type RefObject, useEffect, useState } from 'react'
import { useWedge } from '#web/lib/scan/use-wedge.ts'
import type { ScanReport } from './scan-report.ts'

/** After a pause as long as this, the device has said all. */
const PAUSE_MS = 400

/** What came since the last pause. */
interface Typed {
  text: string
  first: number
  last: number
}

/**
 * Collects what is typed until Enter, Tab or a pause, and tells how it came. It listens where those
 * do who look for scans, because they keep the key at the end of a code from all others.
 *
 * @param field shows what comes; keys for other fields are left alone
 */
export function useScanTest(field: RefObject<HTMLInputElement | null>): ScanReport | undefined {
  const [report, setReport] = useState<ScanReport>()
  // A scan is for this page alone: it opens no product.
  useWedge(() => field.current?.focus())
  useEffect(() => {
    let typed: Typed | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const finish = (end: ScanReport['end']) => {
      clearTimeout(timer)
      if (typed && typed.text !== '') {
        const gaps = Math.max(1, Array.from(typed.text).length - 1)
        setReport({ text: typed.text, meanMs: (typed.last - typed.first) / gaps, end })
      }
      typed = undefined
    }
    const onKey = (event: KeyboardEvent) => {
      const { key, timeStamp } = event
      if (event.ctrlKey || event.metaKey || isForOther(event.target, field.current)) return
      if (key === 'Enter' || key === 'Tab') {
        // Without anything before it the key is one of a person's.
        if (!typed) return
        event.preventDefault()
        finish(key)
        show(field.current, '')
        return
      }
      if (key.length !== 1) return
      // The first key of another burst: the field shows one at a time.
      if (!typed) show(field.current, '')
      typed ??= { text: '', first: timeStamp, last: timeStamp }
      typed.text += key
      typed.last = timeStamp
      clearTimeout(timer)
      timer = setTimeout(() => finish('none'), PAUSE_MS)
    }
    addEventListener('keydown', onKey, true)
    return () => {
      clearTimeout(timer)
      removeEventListener('keydown', onKey, true)
    }
  }, [field])
  return report
}

function show(field: HTMLInputElement | null, text: string): void {
  if (field) field.value = text
}

function isForOther(target: EventTarget | null, field: HTMLInputElement | null): boolean {
  if (!(target instanceof Element) || target === field) return false
  return target.closest('input, textarea, select, dialog, [contenteditable]') !== null
}

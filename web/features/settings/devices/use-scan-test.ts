'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ScanReport } from './scan-report.ts'

/** After a pause as long as this, the device has said all. */
const PAUSE_MS = 400

/** Collects what is typed into a field until Enter, Tab or a pause, and tells how it came. */
export function useScanTest() {
  const [report, setReport] = useState<ScanReport>()
  const keys = useRef<{ text: string; first: number; last: number }>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const finish = (end: ScanReport['end']) => {
    clearTimeout(timer.current)
    const typed = keys.current
    keys.current = undefined
    if (!typed || typed.text === '') return
    const gaps = Math.max(1, Array.from(typed.text).length - 1)
    setReport({ text: typed.text, meanMs: (typed.last - typed.first) / gaps, end })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, timeStamp } = event
    if (event.ctrlKey || event.metaKey) return
    if ((key === 'Enter' || key === 'Tab') && keys.current) {
      event.preventDefault()
      finish(key)
      event.currentTarget.value = ''
      return
    }
    if (key.length !== 1) return
    // The first key of another burst: the field shows one at a time.
    if (!keys.current) event.currentTarget.value = ''
    keys.current ??= { text: '', first: timeStamp, last: timeStamp }
    keys.current.text += key
    keys.current.last = timeStamp
    clearTimeout(timer.current)
    timer.current = setTimeout(() => finish('none'), PAUSE_MS)
  }
  return { report, onKeyDown }
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import { isLocale } from '#web/lib/i18n/locales.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type DemoProgress, makeDemoData } from './demo-data.ts'

const nothingDone: DemoProgress = { part: 'suppliers', done: 0, total: 1 }

/** Makes the demo data; leaving the page stops it, and what was made stays. */
export function useDemoData(onDone: () => void) {
  const client = useQueryClient()
  const format = useFormat()
  const [language = ''] = useLocale().split('-')
  const [progress, setProgress] = useState(nothingDone)
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const control = useRef<AbortController>(undefined)
  useEffect(() => () => control.current?.abort(), [])

  const run = async () => {
    const { signal } = (control.current = new AbortController())
    setError(null)
    setRunning(true)
    try {
      const isComplete = await makeDemoData({
        locale: isLocale(language) ? language : 'en',
        today: format.today(),
        signal,
        onProgress: setProgress,
      })
      await client.invalidateQueries()
      if (isComplete) onDone()
    } catch (problem) {
      setError(problem as Error)
    } finally {
      setRunning(false)
    }
  }
  return {
    progress,
    isRunning,
    error,
    start: () => void run(),
    stop: () => control.current?.abort(),
  }
}

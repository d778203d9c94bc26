'use client'

import { useEffect, useState } from 'react'

/** A value once it has not changed for so long, so that not every key asks the server. */
export function useSettled<T>(value: T, ms = 80): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

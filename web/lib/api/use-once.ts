import { useRef } from 'react'
import { once } from './client.ts'

/**
 * Headers for a write of this form: the same as long as what is sent is the same, so that sending
 * it again after a broken connection counts once.
 */
export function useOnce(): (body: unknown) => ReturnType<typeof once> {
  const last = useRef<{ text: string; headers: ReturnType<typeof once> }>(undefined)
  return (body) => {
    const text = JSON.stringify(body)
    if (last.current?.text !== text) last.current = { text, headers: once() }
    return last.current.headers
  }
}

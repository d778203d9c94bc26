'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/**
 * A value of the page's address, such as a filter, a tab or a search, and how to change some of
 * them. What is empty leaves the address; the page is not loaded anew.
 */
export function useAddress() {
  const parameters = useSearchParams()
  const path = usePathname()
  const get = useCallback((name: string) => parameters.get(name) ?? '', [parameters])
  const set = useCallback(
    (values: Record<string, string>, { push = false } = {}) => {
      const next = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(values)) {
        if (value === '') next.delete(name)
        else next.set(name, value)
      }
      const query = next.size > 0 ? `?${next.toString()}` : ''
      // Next follows the browser's own history, and this asks its server for nothing.
      if (push) history.pushState(null, '', path + query)
      else history.replaceState(null, '', path + query)
    },
    [path],
  )
  return { get, set }
}

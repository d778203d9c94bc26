'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { api, take } from '#web/lib/api/client.ts'
import { isCutOff } from '#web/lib/api/problem.ts'
import {
  keepProducts,
  knownByCode,
  knownByWords,
  refreshKnownProducts,
  type SoldProduct,
} from '#web/lib/offline/known-products.ts'
import { findByCode } from '#web/lib/scan/find-product.ts'
import { useSettled } from '#web/lib/use-settled.ts'

const MOST = 6
const FRESH_MS = 60_000
/** A customer waits: after this the till looks on the device instead. */
const PATIENCE_MS = 4_000
const IDLE_MS = 3_000

/**
 * How the till finds products: by the server, and by what is kept on this device when that cannot be
 * reached.
 */
export function useLookup() {
  const client = useQueryClient()
  useEffect(() => {
    const timer = setTimeout(() => void refreshKnownProducts().catch(ignoreCutOff), IDLE_MS)
    return () => clearTimeout(timer)
  }, [])
  return useCallback(
    async (code: string): Promise<SoldProduct | undefined> => {
      if (!navigator.onLine) return knownByCode(code)
      try {
        const found = await client.query({
          queryKey: ['product', 'code', code],
          queryFn: async () => (await findByCode(code, AbortSignal.timeout(PATIENCE_MS))) ?? null,
          staleTime: FRESH_MS,
          retry: false,
        })
        if (found) await keepProducts([found])
        return found ?? undefined
      } catch (error) {
        if (isCutOff(error)) return knownByCode(code)
        throw error
      }
    },
    [client],
  )
}

/** Products whose words begin as what is typed. */
export function useSuggestions(typed: string): readonly SoldProduct[] | undefined {
  const q = useSettled(typed).trim()
  const { data } = useQuery({
    queryKey: ['product', 'till', q],
    queryFn: async ({ signal }) => {
      try {
        return (
          await take(api.products.$get({ query: { q, limit: String(MOST) } }, { init: { signal } }))
        ).items
      } catch (error) {
        if (isCutOff(error)) return knownByWords(q, MOST)
        throw error
      }
    },
    enabled: q.length > 0,
    retry: false,
  })
  return q === '' ? undefined : data
}

function ignoreCutOff(error: unknown): void {
  if (!isCutOff(error)) throw error
}

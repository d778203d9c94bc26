'use client'

import { useEffect, useState } from 'react'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { type List, useList } from '#web/lib/api/use-list.ts'

export type InventoryItem = Taken<(typeof api.inventory)['$get']>['items'][number]

/** So many products are read without asking. */
const STEP = 2_000

export interface InventoryScan extends List<InventoryItem> {
  /** Whether it waits to be told to read on. */
  isPaused: boolean
  goOn: () => void
}

/** All products with their stock, page after page; after every 2,000 it asks whether to go on. */
export function useInventoryScan(): InventoryScan {
  const [most, setMost] = useState(STEP)
  const list = useList<InventoryItem>(['inventory', 'scan'], (cursor, signal) =>
    take(
      api.inventory.$get(
        { query: { limit: '100', ...(cursor !== undefined && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const { items, hasNextPage, isFetchingNextPage, error, more } = list
  const isPaused = hasNextPage && items.length >= most
  useEffect(() => {
    if (hasNextPage && !isPaused && !isFetchingNextPage && !error) more()
  })
  return { ...list, isPaused, goOn: () => setMost(items.length + STEP) }
}

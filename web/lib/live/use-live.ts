'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { follow, type Told } from './follow.ts'
import { staleness } from './staleness.ts'

const CHANNEL = 'stockroom-events'
/** A tab that had its turn later than this was told by another one until then. */
const AT_ONCE_MS = 1_000

/** Which lists an event of an entity makes stale besides its own; keys begin with an entity. */
const alsoStale: Readonly<Record<string, readonly string[]>> = {
  stock: ['product', 'inventory', 'movement', 'forecast', 'report'],
  product: ['inventory', 'forecast'],
  receipt: ['order', 'inventory', 'product', 'movement', 'report'],
  order: ['forecast', 'payment', 'history', 'report'],
  payment: ['order', 'history', 'report'],
  contact: ['supplier'],
  reservation: ['inventory', 'product'],
  revaluation: ['inventory', 'report'],
}

/**
 * Keeps every list true while the page is open: what anybody does is told by server-sent events,
 * and makes what is shown of it load anew. One tab of a browser holds the stream and tells the
 * others, because a browser opens only six connections to one server.
 */
export function useLive(enabled: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!enabled) return
    const makeStale = staleness(client)
    const take = ({ entity }: Told) => {
      if (entity === 'lost') void client.invalidateQueries()
      else makeStale([entity, ...(alsoStale[entity] ?? [])])
    }
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<Told>) => take(data)
    const end = new AbortController()
    const tell = (told: Told) => {
      take(told)
      channel.postMessage(told)
    }
    void lead(end.signal, tell)
    return () => {
      end.abort()
      channel.close()
    }
  }, [client, enabled])
}

/** Holds the stream for as long as this tab is the one that does. */
async function lead(signal: AbortSignal, tell: (told: Told) => void): Promise<void> {
  const asked = performance.now()
  const hold = () => follow(signal, tell, performance.now() - asked > AT_ONCE_MS)
  if (!('locks' in navigator)) return hold()
  try {
    await navigator.locks.request('stockroom-stream', { signal }, hold)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

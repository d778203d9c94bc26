'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StreamedEvent } from '#shared/schemas/events.ts'
import { sessionFetch } from '../api/session-fetch.ts'
import { staleness } from './staleness.ts'

const LONGEST_WAIT_MS = 30_000
const CHANNEL = 'stockroom-events'

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

type Told = Pick<StreamedEvent, 'entity'> | { entity: 'lost' }

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
  const hold = () => follow(signal, tell)
  if (!('locks' in navigator)) return hold()
  try {
    await navigator.locks.request('stockroom-stream', { signal }, hold)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** A stream, and after it breaks for good another one, until told to end. */
async function follow(signal: AbortSignal, tell: (told: Told) => void): Promise<void> {
  let last: string | undefined
  for (let failures = 0; !signal.aborted; failures++) {
    // A stream ends with its sign-in; any other request renews it.
    await sessionFetch('/api/auth/me', { signal }).catch(() => undefined)
    const query = last === undefined ? '' : `?lastEventId=${last}`
    await stream(`/api/events${query}`, signal, (id, told) => {
      failures = 0
      last = id || last
      tell(told)
    })
    const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** failures)
    await pause(wait * (0.5 + Math.random() / 2), signal)
  }
}

/** Resolves when the browser has given the stream up, or when it is to end. */
function stream(
  url: string,
  signal: AbortSignal,
  tell: (id: string, told: Told) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(url)
    const end = () => {
      source.close()
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
    // It connects again by itself, but not after an answer that is none of success.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) end()
    }
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      const event = JSON.parse(data) as StreamedEvent
      tell(lastEventId, event.type === 'events.lost' ? { entity: 'lost' } : event)
    }
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}

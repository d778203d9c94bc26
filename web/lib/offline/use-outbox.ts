'use client'

import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useMe } from '../api/use-session.ts'
import type { OutboxEntry } from './flush.ts'
import { discardEntry, flush, letWaitAgain, onOutboxChange, outboxEntries } from './outbox.ts'

const EVERY_MS = 30_000
const key = ['waiting'] as const
const none: readonly OutboxEntry[] = []

export interface Outbox {
  /** What this person wrote and the server has not got yet; the refused ones too. */
  entries: readonly OutboxEntry[]
  waiting: number
  refused: number
  /** How many of other people wait on this device, for them to sign in. */
  ofOthers: number
  isOnline: boolean
  /** Sends an entry that was refused once more. */
  tryAgain: (entry: OutboxEntry) => Promise<void>
  discard: (entry: OutboxEntry) => Promise<void>
}

/**
 * What waits on this device. While it is drawn, it is sent: at once, when the connection is back,
 * when the server has answered anything else, when somebody comes back to the page, and every half a
 * minute.
 *
 * @param onSent told how many the server took
 */
export function useOutbox(onSent?: (count: number) => void): Outbox {
  const client = useQueryClient()
  const { data: me } = useMe()
  const data = useOutboxEntries()
  const told = useRef(onSent)
  useEffect(() => {
    told.current = onSent
  })
  const userId = me?.user.id
  useEffect(() => {
    if (userId === undefined) return
    const send = async () => {
      const count = await flush()
      if (count === 0) return
      told.current?.(count)
      // The stream of events may have been away as well.
      await client.invalidateQueries()
    }
    const start = () => void send()
    start()
    addEventListener('online', start)
    addEventListener('focus', start)
    const timer = setInterval(start, EVERY_MS)
    // Not every device notices that its connection is back.
    const leave = client.getQueryCache().subscribe((event) => {
      const isAnswer = event.type === 'updated' && event.action.type === 'success'
      if (isAnswer && event.query.queryHash !== hashKey(key)) start()
    })
    return () => {
      leave()
      removeEventListener('online', start)
      removeEventListener('focus', start)
      clearInterval(timer)
    }
  }, [client, userId])
  const entries = data.filter(({ user }) => user === userId)
  const refused = entries.filter(({ problem }) => problem !== undefined).length
  return {
    entries,
    refused,
    waiting: entries.length - refused,
    ofOthers: data.length - entries.length,
    isOnline: useIsOnline(),
    tryAgain: async (entry) => {
      await letWaitAgain(entry)
      const count = await flush()
      if (count > 0) told.current?.(count)
    },
    discard: discardEntry,
  }
}

/** All that wait on this device, whoever wrote them. */
export function useOutboxEntries(): readonly OutboxEntry[] {
  const client = useQueryClient()
  const { data = none } = useQuery({ queryKey: key, queryFn: outboxEntries, staleTime: Infinity })
  useEffect(() => onOutboxChange(() => void client.invalidateQueries({ queryKey: key })), [client])
  return data
}

/** Whether the device has a network; that the server answers is another matter. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed)
      addEventListener('offline', changed)
      return () => {
        removeEventListener('online', changed)
        removeEventListener('offline', changed)
      }
    },
    () => navigator.onLine,
    () => true,
  )
}

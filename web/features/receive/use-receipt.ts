'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { newKey } from '#client/answer.ts'
import { api, once, take } from '#web/lib/api/client.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { type Posted, postOrQueue } from '#web/lib/offline/post-or-queue.ts'
import { useDraft } from '#web/lib/use-draft.ts'
import {
  countedLines,
  emptyReceipt,
  type LineEntry,
  receiveInput,
  type ReceiptDraft,
} from './receipt-draft.ts'
import type { Order, Received } from './receive-data.ts'

/** What was sent, or waits to be sent. */
export interface Result {
  posted: Posted<Received>
  draft: ReceiptDraft
  order: Order
}

/** A delivery of an order: counted, sent or kept for later, and taken back. */
export function useReceipt(order: Order) {
  const t = useTranslations('receive')
  const client = useQueryClient()
  const { value: draft, change, forget } = useDraft(`receive-${order.id}`, emptyReceipt())
  const [result, setResult] = useState<Result>()
  const sent = useRef<{ text: string; id: string }>(undefined)
  const send = useMutation({
    mutationFn: () => {
      const body = receiveInput(order, draft)
      const text = JSON.stringify(body)
      // The same delivery counts once, however often the button is pressed.
      if (sent.current?.text !== text) sent.current = { text, id: newKey() }
      const label = t('outboxLabel', { number: order.number, count: body.lines?.length ?? 0 })
      return postOrQueue<Received>({ path: '/inventory/receive', body, label, id: sent.current.id })
    },
    onSuccess: (posted) => {
      setResult({ posted, draft, order })
      sent.current = undefined
      forget()
      change(emptyReceipt())
      forget()
      if (posted.state === 'sent')
        client.setQueryData(['order', 'one', order.id], posted.answer.order)
      void client.invalidateQueries({ queryKey: ['order'] })
    },
  })
  const undo = useMutation({
    mutationFn: async ({ movements }: Received) => {
      for (const { id } of movements) {
        await take(
          api.inventory.movements[':id'].reverse.$post({ param: { id }, json: {} }, once()),
        )
      }
    },
    onSuccess: () => setResult(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ['order'] }),
  })
  return {
    draft,
    change,
    result,
    send,
    undo,
    setLine: (id: string, entry: LineEntry) => change({ lines: { ...draft.lines, [id]: entry } }),
    refusals: refusalsOf(send.error, order, draft),
    goOn: () => setResult(undefined),
  }
}

/** What the server refused, by line; `rest` when it is about no line. */
function refusalsOf(error: Error | null, order: Order, draft: ReceiptDraft) {
  const byLine = new Map<string, string>()
  if (!(error instanceof ApiProblem)) return { byLine, rest: error }
  const counted = countedLines(order, draft)
  for (const [path, message] of error.fields) {
    const index = /^lines\.(\d+)\./.exec(path)?.[1]
    const line = index === undefined ? undefined : counted[Number(index)]?.line
    if (line) byLine.set(line.id, message)
  }
  const lines = error.problem['lines']
  if (Array.isArray(lines)) {
    for (const line of lines as { lineId?: string }[]) {
      if (line.lineId !== undefined) byLine.set(line.lineId, error.problem.detail)
    }
  }
  return { byLine, rest: byLine.size > 0 ? null : error }
}

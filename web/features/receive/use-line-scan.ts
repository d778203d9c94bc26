'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beep } from '#web/lib/scan/beep.ts'
import { isCutOff } from '#web/lib/api/problem.ts'
import { findByCode } from '#web/lib/scan/find-product.ts'
import {
  deliveredOf,
  emptyEntry,
  type LineEntry,
  type ReceiptDraft,
  withMore,
} from './receipt-draft.ts'
import type { Order, OrderLine } from './receive-data.ts'

const MARKED_MS = 1_500

/** A scanned product counts one more on its line, which comes into sight. */
export function useLineScan(
  order: Order,
  draft: ReceiptDraft,
  setLine: (id: string, entry: LineEntry) => void,
) {
  const t = useTranslations('receive')
  const [message, setMessage] = useState('')
  const [markedId, setMarkedId] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ draft, setLine })
  latest.current = { draft, setLine }
  const count = (line: OrderLine) => {
    const { lines } = latest.current.draft
    latest.current.setLine(line.id, withMore(lines[line.id] ?? emptyEntry, 1))
    beep('good')
    setMessage('')
    setMarkedId(line.id)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setMarkedId(''), MARKED_MS)
    document.querySelector(`[data-line="${line.id}"]`)?.scrollIntoView({ block: 'center' })
  }
  const refuse = (text: string) => {
    beep('bad')
    setMessage(text)
  }
  const onScan = (code: string) => {
    const bySku = lineFor(
      order,
      latest.current.draft,
      ({ sku }) => sku.toLowerCase() === code.trim().toLowerCase(),
    )
    if (bySku) {
      count(bySku)
      return
    }
    findByCode(code).then(
      (product) => {
        const line =
          product &&
          lineFor(order, latest.current.draft, ({ productId }) => productId === product.id)
        if (line) count(line)
        else refuse(product ? t('notInOrder', { name: product.name }) : t('unknownCode', { code }))
      },
      (error: unknown) =>
        refuse(isCutOff(error) ? t('scanOffline', { code }) : t('unknownCode', { code })),
    )
  }
  return { onScan, message, markedId }
}

/** The line that a scan counts on: the first with room, else the last one of the product. */
function lineFor(
  { lines }: Order,
  draft: ReceiptDraft,
  isMeant: (line: OrderLine) => boolean,
): OrderLine | undefined {
  const meant = lines.filter(isMeant)
  const hasRoom = (line: OrderLine) =>
    deliveredOf(draft.lines[line.id] ?? emptyEntry) < line.openQuantity
  return meant.find(hasRoom) ?? meant.at(-1)
}

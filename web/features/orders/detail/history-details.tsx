'use client'

import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import type { HistoryEntry, Order } from '../order-data.ts'

const texts = [
  'recipient',
  'supplierReference',
  'carrier',
  'tracking',
  'customsEntry',
  'terms',
  'notes',
] as const
const days = ['promisedOn', 'readyOn', 'etaOn', 'arrivedOn', 'expectedOn'] as const
const amounts = ['total', 'subtotal', 'tax', 'shipping', 'other'] as const
const shown = [...texts, ...days, ...amounts, 'duty', 'exchangeRate', 'currency'] as const
type Shown = (typeof shown)[number]

interface LineValue {
  id: string
  sku: string
  quantity: number
  unitCost: string
}

/** What was recorded with an event, or changed by it: the old value, and the new one beside it. */
export function HistoryDetails({ order, entry }: { order: Order; entry: HistoryEntry }) {
  const t = useTranslations('orders')
  const value = useValue(order)
  const details = entry.details ?? {}
  const isAdvance = entry.event === 'advanced' || entry.event === 'passed'
  const fields = shown.filter(
    (name) => name in details && !(isAdvance && name === 'exchangeRate' && details[name] === '1'),
  )
  const lines = lineChanges(details['lines'])
  const received = receivedLines(details['lines'])
  if (fields.length === 0 && lines.length === 0 && received.length === 0) return null
  return (
    <dl className="mt-1 grid gap-0.5 text-xs">
      {fields.map((name) => {
        const change = changeOf(details[name])
        return (
          <div key={name} className="flex flex-wrap gap-x-1.5">
            <dt className="text-muted">{t(name)}</dt>
            <dd>
              {change ? (
                <Change before={value(name, change.old)} after={value(name, change.new)} />
              ) : (
                value(name, details[name])
              )}
            </dd>
          </div>
        )
      })}
      {lines.map(({ sku, before, after }) => (
        <div key={sku} className="flex flex-wrap gap-x-1.5">
          <dt className="text-muted">
            <bdi dir="ltr">{sku}</bdi>
          </dt>
          <dd>
            <Change before={before} after={after} />
          </dd>
        </div>
      ))}
      {received.map(({ sku, text }) => (
        <div key={sku} className="flex gap-x-1.5">
          <dt className="text-muted">
            <bdi dir="ltr">{sku}</bdi>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function Change({ before, after }: { before: string; after: string }) {
  const t = useTranslations('orders')
  return (
    <>
      <del className="text-muted">
        <span className="sr-only">{t('was')} </span>
        {before}
      </del>{' '}
      <ins className="font-medium no-underline">
        <span className="sr-only">{t('isNow')} </span>
        {after}
      </ins>
    </>
  )
}

function changeOf(value: unknown): { old: unknown; new: unknown } | undefined {
  return typeof value === 'object' && value !== null && 'old' in value && 'new' in value
    ? value
    : undefined
}

function useValue(order: Order): (name: Shown, value: unknown) => string {
  const common = useTranslations('common')
  const format = useFormat()
  return (name, value) => {
    if (typeof value !== 'string' || value === '') return common('none')
    if (days.some((day) => day === name)) return format.day(value)
    if (amounts.some((amount) => amount === name)) return format.money(value, order.currency)
    return name === 'duty' ? format.money(value) : value
  }
}

function isLine(value: unknown): value is LineValue {
  return typeof value === 'object' && value !== null && 'sku' in value && 'unitCost' in value
}

/** The lines of an amendment: how much of what, before and after. */
function lineChanges(value: unknown): { sku: string; before: string; after: string }[] {
  const change = changeOf(value)
  if (!change || !Array.isArray(change.old) || !Array.isArray(change.new)) return []
  const [old, now] = [change.old.filter(isLine), change.new.filter(isLine)]
  const words = (line: LineValue | undefined) =>
    line ? `${line.quantity} × ${line.unitCost}` : '–'
  const ids = [...new Set([...old, ...now].map(({ id }) => id))]
  return ids.map((id) => {
    const [before, after] = [old, now].map((lines) => lines.find((line) => line.id === id))
    return { sku: (after ?? before)?.sku ?? '', before: words(before), after: words(after) }
  })
}

function receivedLines(value: unknown): { sku: string; text: string }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((line: unknown) => {
    if (typeof line !== 'object' || line === null || !('sku' in line) || !('accepted' in line))
      return []
    return [{ sku: String(line.sku), text: `+${String(line.accepted)}` }]
  })
}

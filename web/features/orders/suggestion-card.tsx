'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Suggested, SuggestedLine, SuggestedOrder } from './suggestion-drafts.ts'

interface SuggestionCardProps {
  order: SuggestedOrder
  isChosen: (line: SuggestedLine) => boolean
  onChange: (lines: readonly SuggestedLine[], isChosen: boolean) => void
}

/** The draft that would be made for a supplier; its lines can be left out. */
export function SuggestionCard({ order, isChosen, onChange }: SuggestionCardProps) {
  const t = useTranslations('orders')
  const format = useFormat()
  const all = order.lines.every(isChosen)
  const some = order.lines.some(isChosen)
  return (
    <Card
      title={
        <label className="flex min-h-8 items-center gap-3">
          <input
            type="checkbox"
            checked={all}
            ref={(box) => {
              if (box) box.indeterminate = some && !all
            }}
            onChange={() => onChange(order.lines, !all)}
            className="size-4 accent-accent pointer-coarse:size-5"
          />
          <bdi>{order.supplier.name}</bdi>
        </label>
      }
      actions={
        <p className="text-end text-muted">
          {order.expectedOn !== null && (
            <span className="max-sm:hidden">
              {t('wouldCome', { day: format.day(order.expectedOn) })}
              {Number(order.total) > 0 && ' · '}
            </span>
          )}
          {/* A sum of costs that nobody knows would be a false one. */}
          {Number(order.total) > 0 && (
            <span className="font-semibold text-text tabular-nums">
              {format.money(order.total, order.currency)}
            </span>
          )}
        </p>
      }
    >
      <ul>
        {order.lines.map((line) => (
          <SuggestionLine
            key={line.productId}
            line={line}
            currency={order.currency}
            isChosen={isChosen(line)}
            onChange={() => onChange([line], !isChosen(line))}
          />
        ))}
      </ul>
    </Card>
  )
}

interface SuggestionLineProps {
  line: SuggestedLine
  currency: string
  isChosen: boolean
  onChange: () => void
}

function SuggestionLine({ line, currency, isChosen, onChange }: SuggestionLineProps) {
  const t = useTranslations('orders')
  const format = useFormat()
  const isPriced = Number(line.unitCost) !== 0
  return (
    <li className="border-b border-border last:border-0">
      <label className="flex cursor-pointer items-start gap-3 px-4 py-2 hover:bg-sunken">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onChange}
          className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
        />
        <span className="min-w-0 grow">
          <span className="font-medium">{line.name}</span>{' '}
          <bdi dir="ltr" className="text-xs text-muted">
            {line.sku}
          </bdi>
          <bdi className="block text-xs text-muted">{line.reason}</bdi>
        </span>
        <span className="number grid">
          <span className="font-medium">
            {isPriced
              ? t('timesCost', {
                  quantity: format.number(line.quantity),
                  cost: format.money(line.unitCost, currency),
                })
              : format.number(line.quantity)}
          </span>
          <span className={isPriced ? 'text-xs text-muted' : 'text-xs text-warn'}>
            {isPriced ? format.money(line.lineTotal, currency) : t('noCostKnown')}
          </span>
        </span>
      </label>
    </li>
  )
}

/** What is needed but cannot be ordered, and why. */
export function SkippedProducts({ skipped }: { skipped: Suggested['skipped'] }) {
  const t = useTranslations('orders')
  if (skipped.length === 0) return null
  return (
    <details className="mt-4 rounded-card border border-border bg-surface">
      <summary className="px-4 py-2 font-medium">{t('skipped', { count: skipped.length })}</summary>
      <ul className="border-t border-border">
        {skipped.map(({ productId, sku, name, reason }) => (
          <li key={productId} className="px-4 py-1.5">
            <Link href={`/products/${productId}`} className="font-medium hover:underline">
              {name}
            </Link>{' '}
            <bdi dir="ltr" className="text-xs text-muted">
              {sku}
            </bdi>
            <bdi className="block text-xs text-muted">{reason}</bdi>
          </li>
        ))}
      </ul>
    </details>
  )
}

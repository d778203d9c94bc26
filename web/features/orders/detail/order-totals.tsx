'use client'

import { useTranslations } from 'use-intl'
import { parseMoney } from '#shared/domain/money.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order } from '../order-data.ts'

/** What the lines make, and what comes on top. */
export function OrderTotals({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const parts = (['subtotal', 'tax', 'shipping', 'other'] as const).filter(
    (part) => part === 'subtotal' || parseMoney(order[part]) !== 0,
  )
  const isSingle = parts.length === 1
  return (
    <dl className="ms-auto grid w-full max-w-xs gap-1 p-4">
      {!isSingle &&
        parts.map((part) => (
          <div key={part} className="flex justify-between gap-4">
            <dt className="text-muted">{t(part)}</dt>
            <dd className="number">{format.money(order[part], order.currency)}</dd>
          </div>
        ))}
      <div className="flex justify-between gap-4 text-base font-semibold">
        <dt>{t('total')}</dt>
        <dd className="number">{format.money(order.total, order.currency)}</dd>
      </div>
    </dl>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import type { Alert } from './alert.ts'

interface Remedy {
  key: string
  label: string
  href: string
}

/** Where one goes to do something about an alert; the best way first. */
function useRemedies({ kind, productId, details }: Alert): Remedy[] {
  const t = useTranslations('alerts')
  const can = useCan()
  const product = { key: 'product', label: t('openProduct'), href: `/products/${productId}` }
  const suggestions = can('orders:write')
    ? [{ key: 'order', label: t('orderMore'), href: `/orders/new?product=${productId}` }]
    : []
  const late = details.lateOrders.map(({ orderId, number }) => ({
    key: orderId,
    label: t('openOrder', { number }),
    href: `/orders/${orderId}`,
  }))
  switch (kind) {
    case 'late_order':
      return [...late, product]
    case 'over_stock':
      return [product]
    case 'out_of_stock':
    case 'low_stock':
    case 'stockout':
      return details.incoming > 0 && late.length > 0
        ? [...late, ...suggestions, product]
        : [...suggestions, product]
  }
}

export function Remedies({ alert, isFirstOnly = false }: { alert: Alert; isFirstOnly?: boolean }) {
  const remedies = useRemedies(alert)
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {remedies.slice(0, isFirstOnly ? 1 : undefined).map(({ key, label, href }) => (
        <Link
          key={key}
          href={href}
          className="inline-flex min-h-6 items-center text-accent hover:underline"
        >
          {label}
        </Link>
      ))}
    </span>
  )
}

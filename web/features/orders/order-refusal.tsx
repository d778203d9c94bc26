'use client'

import { useRefusalWords } from './gate-words.ts'
import type { OrderSummary } from './order-data.ts'

interface OrderRefusalProps {
  order: Pick<OrderSummary, 'currency'>
  error: Error | null
}

/** Why something was not done with an order, beside the button that asked for it. */
export function OrderRefusal({ order, error }: OrderRefusalProps) {
  const words = useRefusalWords()
  if (!error) return null
  return (
    <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
      {words(order, error)}
    </p>
  )
}

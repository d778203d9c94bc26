'use client'

import { useFormat } from '#web/lib/use-format.ts'
import type { Sum } from './payment.ts'

/** Sums of several currencies, never added up; nothing where there are none. */
export function SumLine({ label, sums }: { label: string; sums: readonly Sum[] }) {
  const format = useFormat()
  if (sums.length === 0) return null
  return (
    <span>
      {label}{' '}
      <strong className="font-medium text-text tabular-nums">
        {sums.map(({ amount, currency }) => format.money(amount, currency)).join(' · ')}
      </strong>
    </span>
  )
}

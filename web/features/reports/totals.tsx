import type { ReactNode } from 'react'

interface Total {
  name: string
  value: string
  below?: ReactNode
}

/** The sums of what is shown. */
export function Totals({ totals }: { totals: readonly Total[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-border bg-border lg:grid-cols-4">
      {totals.map(({ name, value, below }) => (
        <div key={name} className="bg-surface px-4 py-3">
          <dt className="text-xs text-muted">{name}</dt>
          <dd className="text-title font-semibold tabular-nums">{value}</dd>
          <dd className="min-h-4 text-xs text-muted">{below}</dd>
        </div>
      ))}
    </dl>
  )
}

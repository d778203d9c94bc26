'use client'

import { useTranslations } from 'use-intl'
import { Fact } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Report } from './use-import.ts'

const figures = [
  'rows',
  'created',
  'updated',
  'unchanged',
  'suppliersCreated',
  'categoriesCreated',
] as const

/** What an import does, in numbers. */
export function Figures({ report }: { report: Report }) {
  const t = useTranslations('imports')
  const format = useFormat()
  return (
    <dl className="grid grid-cols-2 gap-4 rounded-card border border-border bg-surface p-4 sm:grid-cols-3 lg:grid-cols-6">
      {figures.map((name) => (
        <Fact key={name} name={t(`figure_${name}`)}>
          <span className="text-title font-semibold tabular-nums">
            {format.number(report[name])}
          </span>
        </Fact>
      ))}
    </dl>
  )
}

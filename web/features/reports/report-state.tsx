'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Failure } from '#web/components/ui/states.tsx'
import type { ApiProblem } from '#web/lib/api/problem.ts'

interface ReportStateProps<Data> {
  query: { data: Data | undefined; error: ApiProblem | null; refetch: () => unknown }
  children: (data: Data) => ReactNode
}

/** A report, what stands for it until it is there, and what to do when it does not come. */
export function ReportState<Data>({ query, children }: ReportStateProps<Data>) {
  const t = useTranslations('common')
  const { data, error, refetch } = query
  if (data === undefined) {
    if (error) return <Failure error={error} onRetry={() => void refetch()} />
    return (
      <div role="status" aria-label={t('loading')} className="grid gap-4">
        <div className="skeleton h-21" />
        <div className="skeleton h-80" />
      </div>
    )
  }
  return (
    <div className="grid gap-4">
      {error && <Failure strip error={error} onRetry={() => void refetch()} />}
      {children(data)}
    </div>
  )
}

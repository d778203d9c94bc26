'use client'

import { CircleAlert, Lock, RotateCw, SearchX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Nothing matches what was asked for. */
export function NothingMatches({ query, onClear }: { query?: string; onClear: () => void }) {
  const t = useTranslations('common')
  const title = query ? t('nothingMatchesQuery', { query }) : t('nothingMatches')
  return (
    <Notice
      icon={SearchX}
      title={title}
      actions={<Button onClick={onClear}>{t('clearFilters')}</Button>}
    />
  )
}

/** The person may not see this; `what` names it: "payments". */
export function NoRight({ what }: { what: string }) {
  const t = useTranslations('common')
  return (
    <Notice icon={Lock} title={t('noRight', { what })}>
      {t('noRightHelp')}
    </Notice>
  )
}

/** What failed and how to go on; with `strip` above what is still shown. */
export function Failure({
  error,
  onRetry,
  strip = false,
}: {
  error: Error
  onRetry?: (() => void) | undefined
  strip?: boolean
}) {
  const t = useTranslations('common')
  const again = onRetry && (
    <Button icon={<RotateCw size={16} aria-hidden="true" />} onClick={onRetry}>
      {t('tryAgain')}
    </Button>
  )
  if (strip) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-3 rounded-card bg-bad-soft p-2 ps-3 text-bad"
      >
        <CircleAlert size={18} aria-hidden="true" />
        <span className="grow">{wordsOf(error, t)}</span>
        <RequestId error={error} />
        {again}
      </div>
    )
  }
  return (
    <div role="alert">
      <Notice icon={CircleAlert} title={t('couldNotLoad')} actions={again}>
        <p>{wordsOf(error, t)}</p>
        <RequestId error={error} />
      </Notice>
    </div>
  )
}

/** What a write was refused for, beside the button that was pressed. */
export function Refusal({ error }: { error: Error | null }) {
  const t = useTranslations('common')
  if (!error) return null
  return (
    <div role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
      {wordsOf(error, t)} <RequestId error={error} />
    </div>
  )
}

type CommonTexts = ReturnType<typeof useTranslations<'common'>>

/** An error in words for people; those of the API are, ours and the network's are made here. */
export function wordsOf(error: Error, t: CommonTexts): string {
  if (!(error instanceof ApiProblem)) return t('brokenPage')
  if (error.code === 'unreachable') return t('unreachable')
  const [issue] = error.problem.errors ?? []
  return issue ? `${issue.path}: ${issue.message}` : error.problem.detail
}

function RequestId({ error }: { error: Error }) {
  const t = useTranslations('common')
  const id = error instanceof ApiProblem ? error.problem.requestId : ''
  if (!id) return null
  return (
    <button
      type="button"
      title={t('copyRequestId')}
      onClick={() => void navigator.clipboard.writeText(id)}
      className="text-xs underline-offset-2 opacity-80 hover:underline"
    >
      <bdi dir="ltr">{id}</bdi>
    </button>
  )
}

/** Rows of the shape that is on its way. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')} className="grid gap-2 p-2">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton h-7" />
      ))}
    </div>
  )
}

'use client'

import { ArrowRight, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import type { Permission } from '#shared/domain/permissions.ts'
import { Card } from '#web/components/ui/page-header.tsx'
import { Failure } from '#web/components/ui/states.tsx'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useCan } from '#web/lib/api/use-session.ts'

/** As much of a query as a card shows. */
export interface CardQuery<Data> {
  data: Data | undefined
  error: ApiProblem | null
  refetch: () => unknown
}

interface TodayCardProps<Data> {
  title: string
  /** What it takes to see it, and how that is called in a sentence. */
  needs: Permission
  what: string
  query: CardQuery<Data>
  /** The list that it is the beginning of. */
  href: string
  more: string
  /** Of the shape of what is on its way. */
  skeleton: ReactNode
  children: (data: Data) => ReactNode
  className?: string
}

/** A part of the page that loads, fails and is forbidden without the others. */
export function TodayCard<Data>(props: TodayCardProps<Data>) {
  const { title, needs, query, className = '' } = props
  const can = useCan()
  return (
    <Card
      title={title}
      actions={can(needs) && <MoreLink href={props.href} label={props.more} />}
      className={`flex min-w-0 flex-col ${className}`}
    >
      {can(needs) ? <Content {...props} query={query} /> : <Forbidden what={props.what} />}
    </Card>
  )
}

function Content<Data>({ query, skeleton, children }: TodayCardProps<Data>) {
  const { data, error, refetch } = query
  return (
    <>
      {error && (
        <div className="p-2">
          <Failure strip error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {data === undefined ? error === null && skeleton : children(data)}
    </>
  )
}

function MoreLink({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href}
      className="-me-2 inline-flex min-h-8 items-center gap-1 rounded-control px-2 text-sm text-accent hover:bg-sunken pointer-coarse:min-h-11"
    >
      {label}
      <ArrowRight size={14} aria-hidden="true" className="rtl:rotate-180" />
    </Link>
  )
}

function Forbidden({ what }: { what: string }) {
  const t = useTranslations('common')
  return (
    <p className="flex items-center gap-2 p-4 text-muted">
      <Lock size={16} aria-hidden="true" className="shrink-0" />
      {t('noRight', { what })}. {t('noRightHelp')}
    </p>
  )
}

/** Nothing to do here, which is good; or nothing yet, and what would change that. */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className="grid grow place-items-center p-6 text-center text-muted">{children}</p>
}

export function RowsOnTheWay({ rows }: { rows: number }) {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')} className="grid gap-3 p-4">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton h-8" />
      ))}
    </div>
  )
}

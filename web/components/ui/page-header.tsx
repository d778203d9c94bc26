import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** Beside the title: a badge, a count. */
  beside?: ReactNode
  tabs?: ReactNode
  /** Buttons, the main one last. */
  actions?: ReactNode
}

/** Title, tabs and actions of a page in one row. */
export function PageHeader({ title, beside, tabs, actions }: PageHeaderProps) {
  return (
    <header className="screen-only flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <h1 className="flex items-center gap-2 text-title font-semibold">
        <span className="line-clamp-2">{title}</span>
        {beside}
      </h1>
      {/* On a phone the actions stand beside the title, and the tabs below both. */}
      {Boolean(tabs) && <div className="min-w-0 max-sm:order-last max-sm:w-full">{tabs}</div>}
      {actions !== undefined && (
        <div className="ms-auto flex flex-wrap items-center gap-2">{actions}</div>
      )}
    </header>
  )
}

/** A part of a page in a frame, with a heading of its own. */
export function Card({
  title,
  actions,
  children,
  className = '',
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={`rounded-card border border-border bg-surface ${className}`}>
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-2 border-b border-border px-4 py-1.5">
          <h2 className="grow text-sm font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  )
}

/** A name and what it is, in the lists of facts on detail pages. */
export function Fact({
  name,
  children,
  className = '',
}: {
  name: string
  children: ReactNode
  className?: string
}) {
  return (
    <div className={`grid content-start gap-0.5 ${className}`}>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

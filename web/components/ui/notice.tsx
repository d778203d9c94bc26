import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface NoticeProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  /** What to do next. */
  actions?: ReactNode
}

/** What stands where a list or a page would be, when there is none; it says the next step. */
export function Notice({ icon: Icon, title, children, actions }: NoticeProps) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-12 text-center">
      <Icon size={32} aria-hidden="true" className="text-muted" />
      <h2 className="text-base font-semibold">{title}</h2>
      {children !== undefined && <div className="text-muted">{children}</div>}
      {actions !== undefined && (
        <div className="flex flex-wrap justify-center gap-2">{actions}</div>
      )}
    </div>
  )
}

import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface DataChoiceProps {
  icon: LucideIcon
  title: string
  text: string
  action: ReactNode
}

/** One of the ways to begin, with its button. */
export function DataChoice({ icon: Icon, title, text, action }: DataChoiceProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-card border border-border p-4">
      <Icon size={24} aria-hidden="true" className="shrink-0 text-accent" />
      <div className="min-w-0 grow basis-56">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-muted">{text}</p>
      </div>
      {action}
    </li>
  )
}

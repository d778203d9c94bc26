import type { ReactNode } from 'react'

/** A name of any language in one line: where it stands follows the page, where it is cut its own direction. */
export function CutText({ children }: { children: ReactNode }) {
  return (
    <span className="flex">
      <span
        dir="auto"
        title={typeof children === 'string' ? children : undefined}
        className="min-w-0 truncate"
      >
        {children}
      </span>
    </span>
  )
}

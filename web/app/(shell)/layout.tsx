import type { ReactNode } from 'react'
import { KeptScroll } from '#web/components/shell/kept-scroll.tsx'
import { Shell } from '#web/components/shell/shell.tsx'

export default function ShellLayout({ children }: { children: ReactNode }) {
  return (
    <Shell>
      {children}
      <KeptScroll />
    </Shell>
  )
}

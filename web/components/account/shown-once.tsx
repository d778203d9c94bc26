'use client'

import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '#web/components/ui/copy-button.tsx'

/** A secret that nobody can show again, to be copied now. */
export function ShownOnce({ secret, children }: { secret: string; children: ReactNode }) {
  return (
    <div className="grid gap-3 rounded-card bg-warn-soft p-3">
      <p className="flex gap-2 text-warn">
        <KeyRound size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
        <span>{children}</span>
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 grow rounded-control border border-control bg-surface px-2 py-1.5 break-all select-all">
          <bdi dir="ltr">{secret}</bdi>
        </code>
        <CopyButton text={secret} />
      </div>
    </div>
  )
}

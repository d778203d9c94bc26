'use client'

import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { OutboxBadge } from '#web/components/outbox/outbox-badge.tsx'
import { SignedInOnly } from '#web/components/shell/signed-in-only.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useLive } from '#web/lib/live/use-live.ts'
import { useServiceWorker } from '#web/lib/offline/use-service-worker.ts'

interface WorkModeProps {
  title: ReactNode
  /** Where the way back leads; Today unless said otherwise. */
  back?: string
  /** At the end of the header, beside what waits to be sent. */
  actions?: ReactNode
  children: ReactNode
}

/**
 * A full-screen way of working, without the rail: it opens and goes on without a connection. The
 * children fill the height that the header leaves.
 */
export function WorkMode(props: WorkModeProps) {
  return (
    <SignedInOnly>
      <Frame {...props} />
    </SignedInOnly>
  )
}

function Frame({ title, back = '/', actions, children }: WorkModeProps) {
  const t = useTranslations('offline')
  const can = useCan()
  const update = useServiceWorker()
  useLive(can('events:read'))
  return (
    <div className="flex h-dvh flex-col">
      <header className="screen-only flex min-h-12 shrink-0 items-center gap-2 border-b border-border bg-surface px-2 sm:px-4">
        <Link
          href={back}
          aria-label={t('back')}
          title={t('back')}
          className="grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-text pointer-coarse:size-11"
        >
          <ArrowLeft size={18} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
        <h1 className="min-w-0 grow truncate text-base font-semibold">{title}</h1>
        <OutboxBadge />
        {actions}
      </header>
      {update.isReady && (
        <p className="flex items-center gap-3 bg-info-soft px-4 py-1 text-info">
          <span className="grow">{t('updateReady')}</span>
          <Button onClick={update.load}>{t('update')}</Button>
        </p>
      )}
      <main id="content" className="min-h-0 grow overflow-hidden">
        {children}
      </main>
    </div>
  )
}

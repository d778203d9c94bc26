'use client'

import { CloudOff, CloudUpload, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { showToast } from '#web/components/ui/toasts.tsx'
import { useOutbox } from '#web/lib/offline/use-outbox.ts'
import { OutboxList } from './outbox-list.tsx'

/**
 * Says that there is no connection, and what waits on this device for it. While it is drawn, what
 * waits is sent; a press shows the list.
 */
export function OutboxBadge() {
  const t = useTranslations('offline')
  const [isOpen, setOpen] = useState(false)
  const outbox = useOutbox((count) => showToast(t('sent', { count })))
  const { waiting, refused, ofOthers, isOnline } = outbox
  const isEmpty = waiting + refused + ofOthers === 0
  const isShown = !isEmpty || !isOnline
  return (
    <div role="status" className="flex items-center">
      {isShown && (
        <button
          type="button"
          title={t('offlineHelp')}
          onClick={() => setOpen(true)}
          className={classNames(
            'flex min-h-8 items-center gap-1.5 rounded-full px-3 text-sm font-medium whitespace-nowrap pointer-coarse:min-h-11',
            refused > 0 ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
          )}
        >
          {refused > 0 ? (
            <TriangleAlert size={16} aria-hidden="true" />
          ) : isOnline ? (
            <CloudUpload size={16} aria-hidden="true" />
          ) : (
            <CloudOff size={16} aria-hidden="true" />
          )}
          {!isOnline && <span className="max-sm:sr-only">{t('offline')}</span>}
          {(waiting > 0 || (isEmpty && isOnline)) && (
            <span>{t('waiting', { count: waiting })}</span>
          )}
          {refused > 0 && <span>{t('refused', { count: refused })}</span>}
          {waiting + refused === 0 && ofOthers > 0 && <Badge>{ofOthers}</Badge>}
        </button>
      )}
      {isOpen && <OutboxList outbox={outbox} onClose={() => setOpen(false)} />}
    </div>
  )
}

'use client'

import { RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import type { OutboxEntry } from '#web/lib/offline/flush.ts'
import type { Outbox } from '#web/lib/offline/use-outbox.ts'
import { useFormat } from '#web/lib/use-format.ts'

/** What waits on this device, each with why, and what to do with it. */
export function OutboxList({ outbox, onClose }: { outbox: Outbox; onClose: () => void }) {
  const t = useTranslations('offline')
  const [discarding, setDiscarding] = useState<OutboxEntry | null>(null)
  const { entries, ofOthers, isOnline } = outbox
  return (
    <Dialog title={t('title')} onClose={onClose}>
      {!isOnline && (
        <p className="mb-3 rounded-control bg-warn-soft px-3 py-2 text-warn">{t('offlineHelp')}</p>
      )}
      {entries.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul className="grid gap-2">
        {entries.map((entry) => (
          <EntryRow
            key={entry.sequence}
            entry={entry}
            onAgain={() => void outbox.tryAgain(entry)}
            onDiscard={() => setDiscarding(entry)}
          />
        ))}
      </ul>
      {ofOthers > 0 && <p className="mt-3 text-muted">{t('ofOthers', { count: ofOthers })}</p>}
      {discarding && (
        <Confirm
          title={t('discardTitle')}
          action={t('discard')}
          onConfirm={() => outbox.discard(discarding)}
          onClose={() => setDiscarding(null)}
        >
          <p>{t('discardText', { label: discarding.label })}</p>
        </Confirm>
      )}
    </Dialog>
  )
}

interface EntryRowProps {
  entry: OutboxEntry
  onAgain: () => void
  onDiscard: () => void
}

function EntryRow({ entry, onAgain, onDiscard }: EntryRowProps) {
  const t = useTranslations('offline')
  const format = useFormat()
  const { label, problem } = entry
  const words = problem?.code === 'doubtful' ? t('doubtful') : problem?.detail
  return (
    <li className="grid gap-1.5 rounded-card border border-border p-3">
      <p className="flex items-baseline gap-2">
        <span className="grow font-medium">{label}</span>
        <time dateTime={entry.at} className="text-xs whitespace-nowrap text-muted">
          {format.instant(entry.at)}
        </time>
      </p>
      <p className={problem ? 'text-bad' : 'text-muted'}>{words ?? t('willBeSent')}</p>
      <p className="flex flex-wrap justify-end gap-2">
        <Button
          look="danger"
          icon={<Trash2 size={16} aria-hidden="true" />}
          aria-label={t('discardNamed', { label })}
          onClick={onDiscard}
        >
          {t('discard')}
        </Button>
        <Button
          icon={<RotateCw size={16} aria-hidden="true" />}
          aria-label={t('tryAgainNamed', { label })}
          onClick={onAgain}
        >
          {t('tryAgain')}
        </Button>
      </p>
    </li>
  )
}

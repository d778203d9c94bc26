'use client'

import { useTranslations } from 'use-intl'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { activeShortcuts, shownKeys } from '#web/lib/shortcuts.ts'

/** All keys that do something on this page, from the registry that also runs them. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shell')
  // Of two things on one key the later is done, so that is the one to tell of.
  const labels = new Map(activeShortcuts().map(({ keys, label }) => [keys, label]))
  const nameOf = (keys: string) =>
    keys === 'Space' || keys === 'Enter' ? t(`key_${keys}`) : shownKeys(keys)
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <p className="mb-3 text-muted">{t('keysHint')}</p>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {[...labels].map(([keys, label]) => (
          <div
            key={keys}
            className="flex items-center justify-between gap-3 border-b border-border py-1"
          >
            <dt>{label}</dt>
            <dd>
              <kbd className="rounded-control border border-control px-1.5 font-sans text-xs whitespace-nowrap">
                <bdi>{nameOf(keys)}</bdi>
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import type { Alert } from './alert.ts'
import { SnoozeForm } from './snooze-form.tsx'
import { useAlertMoves } from './use-alert-moves.ts'

/** Stands in place of the filters while alerts are selected. */
export function BulkBar({ alerts, onDone }: { alerts: readonly Alert[]; onDone: () => void }) {
  const t = useTranslations('alerts')
  const common = useTranslations('common')
  const [isSnoozing, setSnoozing] = useState(false)
  const moves = useAlertMoves(() => {
    setSnoozing(false)
    onDone()
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onDone()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onDone])
  return (
    <div
      role="toolbar"
      aria-label={t('withSelected')}
      className="flex flex-wrap items-center gap-2 rounded-card bg-accent-soft px-3 py-1"
    >
      <span role="status" className="font-medium">
        {t('selected', { count: alerts.length })}
      </span>
      <Button
        look="primary"
        busy={moves.isPending && !isSnoozing}
        onClick={() => moves.mutate({ alerts })}
      >
        {t('acknowledge')}
      </Button>
      <Button onClick={() => setSnoozing(true)}>{t('snooze')}</Button>
      <Button look="quiet" onClick={onDone}>
        {t('selectNone')}
      </Button>
      <Refusal error={moves.error} />
      {isSnoozing && (
        <Dialog
          title={t('snoozeCount', { count: alerts.length })}
          onClose={() => setSnoozing(false)}
          actions={
            <>
              <Button onClick={() => setSnoozing(false)}>{common('cancel')}</Button>
              <Button look="primary" type="submit" form="snooze" busy={moves.isPending}>
                {t('snooze')}
              </Button>
            </>
          }
        >
          <SnoozeForm
            id="snooze"
            error={moves.error}
            onSnooze={(until) => moves.mutate({ alerts, until })}
          />
        </Dialog>
      )}
    </div>
  )
}

'use client'

import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Refusal } from './states.tsx'

interface ConfirmProps {
  title: string
  children: ReactNode
  /** The verb and the thing: "Cancel order PO-2026-0012". */
  action: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before what cannot be undone. What can be is done at once, with an undo. */
export function Confirm({ title, children, action, onConfirm, onClose }: ConfirmProps) {
  const t = useTranslations('common')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const confirm = async () => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onClose()
    } catch (problem) {
      setError(problem as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {children}
        <Refusal error={error} />
      </div>
    </Dialog>
  )
}

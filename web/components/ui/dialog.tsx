'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { dialogShown } from './open-dialogs.ts'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
  /** `side` comes from the end of the line, and is full height; on phones all are sheets. */
  shape?: 'middle' | 'wide' | 'side'
}

const shapes = {
  middle: 'w-[min(480px,100vw)]',
  wide: 'w-[min(800px,100vw)]',
  side: 'w-[min(560px,100vw)] me-0 h-dvh max-h-dvh rounded-none',
} as const

/**
 * A dialog that is open for as long as it is drawn. Focus goes in and comes back; Escape and a press
 * beside it close it.
 */
export function Dialog({ title, onClose, children, actions, shape = 'middle' }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  const t = useTranslations('common')
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (!dialog.open) {
      // A field that asked for the focus keeps it; else it goes to the first button.
      const asked = document.activeElement
      dialog.showModal()
      if (asked instanceof HTMLElement && dialog.contains(asked)) asked.focus()
    }
    const hidden = dialogShown(dialog)
    return () => {
      hidden()
      dialog.close()
    }
  }, [])
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose()
      }}
      className={classNames(
        'flex max-h-[92dvh] max-w-full flex-col rounded-card border border-border bg-surface p-0 shadow-xl max-sm:mb-0 max-sm:w-screen max-sm:rounded-b-none',
        shapes[shape],
      )}
    >
      <header className="flex items-center gap-2 border-b border-border py-2 ps-4 pe-2">
        <h2 id={id} className="grow text-base font-semibold">
          {title}
        </h2>
        <IconButton label={t('close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="grow overflow-y-auto p-4">{children}</div>
      {actions !== undefined && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-border p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          {actions}
        </footer>
      )}
    </dialog>
  )
}

'use client'

import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from './button.tsx'
import { useTopDialog } from './open-dialogs.ts'

const SHOWN_MS = 8_000

interface Toast {
  id: number
  text: string
  tone: 'ok' | 'bad'
  /** Takes back what was done; `Ctrl Z` does it too while the toast stands. */
  undo?: (() => void) | undefined
}

let toasts: readonly Toast[] = []
let count = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says at the foot of the page what was done, or why it was not. */
export function showToast(
  text: string,
  options: { tone?: Toast['tone']; undo?: () => void } = {},
): void {
  const toast: Toast = { id: ++count, text, tone: options.tone ?? 'ok', undo: options.undo }
  change([...toasts.slice(-2), toast])
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const none: readonly Toast[] = []

export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  )
  const dialog = useTopDialog()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A popover stands above open dialogs, and where it was opened last above the others.
    place.current?.hidePopover()
    // The dialog that it was in may be gone by now; then it is drawn anew elsewhere.
    if (shown.length > 0 && place.current?.isConnected) place.current.showPopover()
  }, [shown, dialog])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isField = (event.target as HTMLElement).closest('input, textarea, select') !== null
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || isField) return
      const last = toasts.findLast(({ undo }) => undo !== undefined)
      if (!last) return
      event.preventDefault()
      dismiss(last.id)
      last.undo?.()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const drawn = (
    <div
      ref={place}
      popover="manual"
      role="status"
      className="screen-only fixed inset-auto start-1/2 bottom-20 m-0 w-[min(480px,calc(100vw-1rem))] -translate-x-1/2 gap-2 bg-transparent p-0 open:grid md:bottom-4 rtl:translate-x-1/2"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
  // Whatever lies outside an open dialog cannot be pressed, so that there they are in it.
  return dialog ? createPortal(drawn, dialog) : drawn
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations('common')
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  const Icon = toast.tone === 'ok' ? CircleCheck : CircleAlert
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex items-center gap-2 rounded-card border border-border bg-surface p-2 ps-3 text-text shadow-xl"
    >
      <Icon size={18} aria-hidden="true" className={toast.tone === 'ok' ? 'text-ok' : 'text-bad'} />
      <p className="grow">{toast.text}</p>
      {toast.undo && (
        <Button
          onClick={() => {
            dismiss(toast.id)
            toast.undo?.()
          }}
        >
          {t('undo')}
        </Button>
      )}
      <IconButton label={t('dismiss')} onClick={() => dismiss(toast.id)}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

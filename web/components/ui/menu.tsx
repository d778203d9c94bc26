'use client'

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { classNames } from './class-names.ts'

interface MenuProps {
  /** What the button says to those who hear it. */
  label: string
  button: ReactNode
  children: ReactNode
  className?: string
}

const itemShape =
  'flex w-full min-h-8 items-center gap-2 rounded-control px-2 text-start text-sm hover:bg-sunken focus-visible:bg-sunken disabled:opacity-50 pointer-coarse:min-h-11'

/** A button that opens a short list of things to do. Arrow keys go through it, Escape closes it. */
export function Menu({ label, button, children, className }: MenuProps) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  const place = () => placeMenu(opener.current, list.current)

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = items(event.currentTarget)
    const at = all.indexOf(document.activeElement as HTMLElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    all[(at + step + all.length) % all.length]?.focus()
  }

  return (
    <>
      <button
        ref={opener}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={label}
        title={label}
        className={classNames(
          'inline-flex min-h-8 items-center justify-center gap-1 rounded-control px-2 hover:bg-sunken pointer-coarse:min-h-11',
          className,
        )}
      >
        {button}
      </button>
      <div
        ref={list}
        id={id}
        role="menu"
        aria-label={label}
        popover="auto"
        tabIndex={-1}
        onToggle={(event) => {
          if (event.newState === 'open') place()
        }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if ((event.target as HTMLElement).closest('[role=menuitem]')) list.current?.hidePopover()
        }}
        className="fixed inset-auto m-0 min-w-44 rounded-card border border-border bg-surface p-1 text-text shadow-xl"
      >
        {children}
      </div>
    </>
  )
}

/** Below the button, or above where there is no room, and never out of the window. */
function placeMenu(opener: HTMLElement | null, menu: HTMLElement | null): void {
  if (!opener || !menu) return
  const box = opener.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const isRightToLeft = document.documentElement.dir === 'rtl'
  const left = isRightToLeft ? box.left : box.right - width
  const below = box.bottom + 4
  menu.style.left = `${Math.min(Math.max(8, left), innerWidth - width - 8)}px`
  menu.style.top = `${below + height > innerHeight ? Math.max(8, box.top - height - 4) : below}px`
  items(menu)[0]?.focus()
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)')]
}

interface MenuItemProps {
  icon?: ReactNode
  children: ReactNode
  onSelect: () => void
  danger?: boolean
  disabled?: boolean
  /** Why it cannot be done, when it cannot. */
  title?: string
}

export function MenuItem({
  icon,
  children,
  onSelect,
  danger = false,
  disabled = false,
  title,
}: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      disabled={disabled}
      title={title}
      onClick={onSelect}
      className={classNames(itemShape, danger && 'text-bad')}
    >
      {icon}
      {children}
    </button>
  )
}

'use client'

import { useEffect, useRef } from 'react'
import { useFormat } from '#web/lib/use-format.ts'
import { classNames } from './class-names.ts'

interface TabsProps<Name extends string> {
  label: string
  tabs: readonly { name: Name; title: string; count?: number | string | undefined }[]
  current: Name
  onChange: (name: Name) => void
}

/** Views of one page; which one is shown belongs into the address. Arrow keys change it. */
export function Tabs<Name extends string>({ label, tabs, current, onChange }: TabsProps<Name>) {
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Where they do not all fit, the one that is shown is in sight.
    const shown = list.current?.querySelector('[aria-selected=true]')
    shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  const step = (by: number) => {
    const at = tabs.findIndex(({ name }) => name === current)
    const next = tabs[(at + by + tabs.length) % tabs.length]
    if (next) onChange(next.name)
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      className="flex max-w-full gap-1 overflow-x-auto"
      onKeyDown={(event) => {
        const isRightToLeft = document.documentElement.dir === 'rtl'
        if (event.key === 'ArrowRight') step(isRightToLeft ? -1 : 1)
        if (event.key === 'ArrowLeft') step(isRightToLeft ? 1 : -1)
      }}
    >
      {tabs.map(({ name, title, count }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === current}
          tabIndex={name === current ? 0 : -1}
          onClick={() => onChange(name)}
          className={classNames(
            'min-h-8 shrink-0 rounded-control px-3 text-sm font-medium pointer-coarse:min-h-11',
            name === current
              ? 'bg-accent-soft text-accent'
              : 'text-muted hover:bg-sunken hover:text-text',
          )}
        >
          {title}
          {count !== undefined && (
            <span className="tabular-nums">
              {` ${typeof count === 'number' ? format.number(count) : count}`}
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

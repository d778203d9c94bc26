'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { controlShape } from '#web/components/ui/field.tsx'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useSettled } from '#web/lib/use-settled.ts'

interface SearchFieldProps {
  label: string
  value: string
  /** Told once typing has come to rest. */
  onChange: (value: string) => void
}

/** The search of a page; the key `/` goes there. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const t = useTranslations('common')
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const settled = useSettled(typed)
  const told = useRef(value)
  useEffect(() => {
    if (settled === told.current) return
    told.current = settled
    onChange(settled)
  }, [settled, onChange])
  useEffect(() => {
    // Changed from elsewhere: filters were cleared, or somebody went back.
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useShortcuts([{ keys: '/', label: t('searchPage'), run: () => field.current?.focus() }])
  return (
    <div role="search" className="relative min-w-48 grow sm:max-w-md">
      <Search
        size={16}
        aria-hidden="true"
        className="absolute start-2 top-1/2 -translate-y-1/2 text-muted"
      />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={`${controlShape} ps-8`}
      />
    </div>
  )
}

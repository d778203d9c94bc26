'use client'

import { controlShape } from '#web/components/ui/field.tsx'

interface FilterSelectProps {
  label: string
  /** What choosing none is called: "All locations". */
  all: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; title: string }[]
}

/** A filter in the row above a list; what it is about stands in what it shows. */
export function FilterSelect({ label, all, value, onChange, options }: FilterSelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={`${controlShape} max-w-48 sm:w-auto max-sm:grow max-sm:basis-36`}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  )
}

'use client'

import { controlShape } from '#web/components/ui/field.tsx'

interface DayFieldProps {
  label: string
  /** `YYYY-MM-DD`, or empty. */
  value: string
  onChange: (day: string) => void
}

/** A day in the row of filters. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="flex items-center gap-1.5 text-muted max-sm:min-w-0 max-sm:grow max-sm:basis-2/5">
      <span className="whitespace-nowrap">{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${controlShape} min-w-0`}
      />
    </label>
  )
}

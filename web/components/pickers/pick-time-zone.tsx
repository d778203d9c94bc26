'use client'

import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { SelectField } from '#web/components/ui/field.tsx'

interface PickTimeZoneProps {
  label: string
  /** An IANA name. */
  value: string
  onChange: (name: string) => void
  error?: string | undefined
  help?: string
}

/** Every time zone by its place, with what is added to UTC there now. Drawn in the browser only. */
export function PickTimeZone({ label, value, onChange, error, help }: PickTimeZoneProps) {
  const locale = useLocale()
  const regions = useMemo(() => {
    // Browsers leave UTC out of the list, and links such as Asia/Kolkata.
    const names = new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])
    return Map.groupBy([...names].toSorted(), (name) => name.split('/')[0] ?? name)
  }, [value])
  return (
    <SelectField
      label={label}
      help={help}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {[...regions].map(([region, names]) => (
        <optgroup key={region} label={region}>
          {names.map((name) => (
            <option key={name} value={name}>
              {`${name.replaceAll('_', ' ')} (${offsetOf(name, locale)})`}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  )
}

function offsetOf(timeZone: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' })
  return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

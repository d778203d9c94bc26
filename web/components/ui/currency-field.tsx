'use client'

import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { SelectField } from './field.tsx'

interface CurrencyFieldProps {
  label: string
  /** An ISO 4217 code; empty for none. */
  value: string
  onChange: (currency: string) => void
  error?: string | undefined
  help?: string | undefined
  optional?: boolean
  disabled?: boolean
}

/** One of the world's currencies, by its code and its name in the person's language. */
export function CurrencyField({ value, onChange, optional = false, ...rest }: CurrencyFieldProps) {
  const locale = useLocale()
  const names = useMemo(() => {
    const display = new Intl.DisplayNames(locale, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map(
      (code) => [code, display.of(code) ?? code] as const,
    )
  }, [locale])
  return (
    <SelectField
      {...rest}
      optional={optional}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {(optional || value === '') && <option value="" />}
      {names.map(([code, name]) => (
        <option key={code} value={code}>
          {`${code} – ${name}`}
        </option>
      ))}
    </SelectField>
  )
}

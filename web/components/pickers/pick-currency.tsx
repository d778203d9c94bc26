'use client'

import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { SelectField } from '#web/components/ui/field.tsx'

interface PickCurrencyProps {
  label: string
  /** An ISO 4217 code. */
  value: string
  onChange: (code: string) => void
  error?: string | undefined
  help?: string
}

/** Every currency that there is, by its code and its name. Drawn in the browser only. */
export function PickCurrency({ label, value, onChange, error, help }: PickCurrencyProps) {
  const locale = useLocale()
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((code) => ({
      code,
      name: names.of(code) ?? code,
    }))
  }, [locale])
  return (
    <SelectField
      label={label}
      help={help}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {currencies.map(({ code, name }) => (
        <option key={code} value={code}>
          {`${code} – ${name}`}
        </option>
      ))}
    </SelectField>
  )
}

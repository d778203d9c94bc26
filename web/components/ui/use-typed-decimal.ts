'use client'

import { type ChangeEvent, useEffect, useState } from 'react'
import { useLocale } from 'use-intl'
import { canonicalDecimal, typedDecimal } from '#web/lib/decimals.ts'

/**
 * What an input needs to be typed into with the decimal sign of the person's language.
 *
 * @param value as the API takes it: `"12.5"`; empty for none
 */
export function useTypedDecimal(value: string, onChange: (value: string) => void) {
  const locale = useLocale()
  const [typed, setTyped] = useState(() => typedDecimal(value, locale))
  useEffect(() => {
    setTyped((now) => (canonicalDecimal(now, locale) === value ? now : typedDecimal(value, locale)))
  }, [value, locale])
  return {
    value: typed,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setTyped(event.target.value)
      onChange(canonicalDecimal(event.target.value, locale))
    },
  }
}

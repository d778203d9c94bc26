'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useLocale } from 'use-intl'
import { canonicalDecimal, typedDecimal } from '#web/lib/decimals.ts'
import { controlShape, Field } from './field.tsx'

interface DecimalFieldProps {
  label: string
  /** As the API takes it: `"12.5"`; empty for none. */
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  help?: ReactNode
  optional?: boolean
  /** Shown behind the number: `pcs`, `EUR`. */
  unit?: string
  autoFocus?: boolean
  onEnter?: () => void
  disabled?: boolean
}

/** Money or a quantity, typed with the decimal sign of the person's language. */
export function DecimalField(props: DecimalFieldProps) {
  const { value, onChange, unit, onEnter } = props
  const locale = useLocale()
  const [typed, setTyped] = useState(() => typedDecimal(value, locale))
  useEffect(() => {
    setTyped((now) => (canonicalDecimal(now, locale) === value ? now : typedDecimal(value, locale)))
  }, [value, locale])
  return (
    <Field
      label={props.label}
      help={props.help}
      error={props.error}
      optional={props.optional ?? false}
    >
      {(control) => (
        <div className="relative">
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            autoFocus={props.autoFocus}
            disabled={props.disabled}
            value={typed}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setTyped(event.target.value)
              onChange(canonicalDecimal(event.target.value, locale))
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !onEnter) return
              event.preventDefault()
              onEnter()
            }}
            className={`${controlShape} number ${unit === undefined ? '' : 'pe-14'}`}
          />
          {unit !== undefined && (
            <span className="pointer-events-none absolute end-2 top-1/2 -translate-y-1/2 text-xs text-muted">
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  )
}

'use client'

import type { ReactNode } from 'react'
import { controlShape, Field } from './field.tsx'
import { useTypedDecimal } from './use-typed-decimal.ts'

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
  const typed = useTypedDecimal(value, onChange)
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
            {...typed}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            autoFocus={props.autoFocus}
            disabled={props.disabled}
            onFocus={(event) => event.target.select()}
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

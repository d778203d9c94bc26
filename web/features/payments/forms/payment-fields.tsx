'use client'

import { useTranslations } from 'use-intl'
import { AreaField, TextField } from '#web/components/ui/field.tsx'
import type { FieldErrors } from '#web/lib/api/field-errors.ts'

export interface Details {
  dueOn: string
  method: string
  reference: string
  notes: string
}

interface DetailFieldsProps {
  value: Details
  onChange: (value: Details) => void
  errors: FieldErrors
  hasDue?: boolean
}

/** When it is due, how it is paid, and what it is paid for: the same in every form of payments. */
export function DetailFields({ value, onChange, errors, hasDue = true }: DetailFieldsProps) {
  const t = useTranslations('payments')
  const set = (part: Partial<Details>) => onChange({ ...value, ...part })
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {hasDue && (
          <TextField
            label={t('dueDay')}
            type="date"
            optional
            value={value.dueOn}
            onChange={(event) => set({ dueOn: event.target.value })}
            error={errors.at('dueOn')}
          />
        )}
        <TextField
          label={t('method')}
          optional
          help={t('methodHelp')}
          maxLength={60}
          value={value.method}
          onChange={(event) => set({ method: event.target.value })}
          error={errors.at('method')}
        />
        <TextField
          label={t('reference')}
          optional
          help={t('referenceHelp')}
          maxLength={200}
          value={value.reference}
          onChange={(event) => set({ reference: event.target.value })}
          error={errors.at('reference')}
        />
      </div>
      <AreaField
        label={t('notes')}
        optional
        value={value.notes}
        onChange={(event) => set({ notes: event.target.value })}
        error={errors.at('notes')}
      />
    </>
  )
}

export const noDetails: Details = { dueOn: '', method: '', reference: '', notes: '' }

/** As the API takes them; what is empty is none. */
export function sentDetails({ dueOn, method, reference, notes }: Details) {
  return {
    dueOn: dueOn || null,
    method: method || null,
    reference: reference || null,
    notes: notes || null,
  }
}

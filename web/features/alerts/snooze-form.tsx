'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays } from '#shared/domain/days.ts'
import { Button } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useFormat } from '#web/lib/use-format.ts'

const LONGEST_DAYS = 365
const usual = [1, 7, 30] as const

interface SnoozeFormProps {
  id: string
  error: Error | null
  onSnooze: (until: string) => void
}

/** The day at whose beginning an alert comes back. */
export function SnoozeForm({ id, error, onSnooze }: SnoozeFormProps) {
  const t = useTranslations('alerts')
  const format = useFormat()
  const today = format.today()
  const [until, setUntil] = useState(addDays(today, 7))
  const errors = fieldErrors(error, ['until'])
  return (
    <form
      id={id}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSnooze(until)
      }}
    >
      <div className="flex flex-wrap gap-2">
        {usual.map((days) => (
          <Button
            key={days}
            aria-pressed={until === addDays(today, days)}
            className="aria-pressed:border-accent aria-pressed:text-accent"
            onClick={() => setUntil(addDays(today, days))}
          >
            {t('forDays', { days })}
          </Button>
        ))}
      </div>
      <TextField
        label={t('snoozeUntil')}
        help={t('snoozeHelp')}
        type="date"
        required
        min={addDays(today, 1)}
        max={addDays(today, LONGEST_DAYS)}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        error={errors.at('until')}
      />
      <Refusal error={errors.rest} />
    </form>
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PickCurrency } from '#web/components/pickers/pick-currency.tsx'
import { PickTimeZone } from '#web/components/pickers/pick-time-zone.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Failure, Refusal, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { type FieldErrors, fieldErrors } from '#web/lib/api/field-errors.ts'
import { type Settings, settingsKey, useSettings } from '#web/lib/api/use-session.ts'
import { guessCurrency, guessTimeZone } from './guesses.ts'
import { addressOf } from './steps.ts'

/** The version of settings that nobody has changed. */
const UNTOUCHED = 1

/** Name, currency and time zone; the last two as the browser tells them, where nobody has chosen. */
export function CompanyStep() {
  const { data, error, refetch } = useSettings()
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  return <CompanyForm settings={data} />
}

function CompanyForm({ settings }: { settings: Settings }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const client = useQueryClient()
  const isNew = settings.version === UNTOUCHED
  const [companyName, setName] = useState(isNew ? '' : settings.companyName)
  const [currency, setCurrency] = useState(isNew ? guessCurrency() : settings.currency)
  const [timeZone, setTimeZone] = useState(isNew ? guessTimeZone() : settings.timeZone)
  const save = useMutation({
    mutationFn: () =>
      take(
        api.settings.$patch({
          json: { companyName, currency, timeZone, version: settings.version },
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(settingsKey, saved)
      router.push(addressOf('security'))
    },
  })
  const errors = fieldErrors(save.error, ['companyName', 'currency', 'timeZone'])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
      className="grid gap-4"
    >
      <TextField
        label={t('companyName')}
        help={t('companyNameHelp')}
        name="companyName"
        autoComplete="organization"
        required
        autoFocus
        value={companyName}
        onChange={(event) => setName(event.target.value)}
        error={errors.at('companyName')}
      />
      <PlaceFields
        currency={currency}
        timeZone={timeZone}
        onCurrency={setCurrency}
        onTimeZone={setTimeZone}
        errors={errors}
      />
      <Refusal error={errors.rest} />
      <Button type="submit" look="primary" busy={save.isPending} className="justify-self-end">
        {t('saveCompany')}
      </Button>
    </form>
  )
}

interface PlaceFieldsProps {
  currency: string
  timeZone: string
  onCurrency: (code: string) => void
  onTimeZone: (name: string) => void
  errors: FieldErrors
}

function PlaceFields({ currency, timeZone, onCurrency, onTimeZone, errors }: PlaceFieldsProps) {
  const t = useTranslations('auth')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <PickCurrency
        label={t('currency')}
        help={t('currencyHelp')}
        value={currency}
        onChange={onCurrency}
        error={errors.at('currency')}
      />
      <PickTimeZone
        label={t('timeZone')}
        help={t('timeZoneHelp')}
        value={timeZone}
        onChange={onTimeZone}
        error={errors.at('timeZone')}
      />
    </div>
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { roles, type Role } from '#shared/domain/permissions.ts'
import { PickCurrency } from '#web/components/pickers/pick-currency.tsx'
import { PickTimeZone } from '#web/components/pickers/pick-time-zone.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { CheckField, TextField } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { type FieldErrors, fieldErrors } from '#web/lib/api/field-errors.ts'
import { type Settings, settingsKey, useMe } from '#web/lib/api/use-session.ts'
import { AlertFields } from './alert-fields.tsx'

const shown = [
  'companyName',
  'currency',
  'timeZone',
  'approvalLimit',
  'overReceiptTolerancePercent',
  'alertHours.to',
] as const

/** Changes the company. What is left as it was is not sent. */
export function CompanyForm({ settings }: { settings: Settings }) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const [draft, setDraft] = useState(settings)
  const change = (part: Partial<Settings>) => setDraft({ ...draft, ...part })
  const save = useMutation({
    mutationFn: () => take(api.settings.$patch({ json: changesOf(draft, settings) })),
    onSuccess: (saved) => {
      client.setQueryData(settingsKey, saved)
      showToast(t('companySaved'))
    },
    // Whoever was too late sees what the other one saved.
    onError: () => client.invalidateQueries({ queryKey: settingsKey }),
  })
  const errors = fieldErrors(save.error, shown)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <BasicFields draft={draft} onChange={change} errors={errors} />
      <PurchasingFields draft={draft} onChange={change} errors={errors} />
      <AlertFields draft={draft} onChange={change} hoursError={errors.at('alertHours.to')} />
      <RoleFields draft={draft} onChange={change} />
      <div className="sticky -bottom-4 flex flex-wrap items-center gap-3 border-t border-border bg-bg py-3">
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('saveCompany')}
        </Button>
        <Refusal error={errors.rest} />
      </div>
    </form>
  )
}

export interface PartProps {
  draft: Settings
  onChange: (part: Partial<Settings>) => void
}

interface FieldsProps extends PartProps {
  errors: FieldErrors
}

function BasicFields({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations('settings')
  return (
    <Card>
      <div className="grid gap-4 p-4 sm:grid-cols-2">
        <TextField
          label={t('companyName')}
          className="sm:col-span-2"
          autoComplete="organization"
          required
          value={draft.companyName}
          onChange={(event) => onChange({ companyName: event.target.value })}
          error={errors.at('companyName')}
        />
        <PickCurrency
          label={t('currency')}
          help={t('currencyHelp')}
          value={draft.currency}
          onChange={(currency) => onChange({ currency })}
          error={errors.at('currency')}
        />
        <PickTimeZone
          label={t('timeZone')}
          help={t('timeZoneHelp')}
          value={draft.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
          error={errors.at('timeZone')}
        />
      </div>
    </Card>
  )
}

function PurchasingFields({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations('settings')
  return (
    <Card title={t('purchasing')}>
      <div className="grid gap-4 p-4 sm:grid-cols-2">
        <DecimalField
          label={t('approvalLimit')}
          help={t('approvalLimitHelp')}
          optional
          unit={draft.currency}
          value={draft.approvalLimit ?? ''}
          onChange={(limit) => onChange({ approvalLimit: limit === '' ? null : limit })}
          error={errors.at('approvalLimit')}
        />
        <DecimalField
          label={t('tolerance')}
          help={t('toleranceHelp')}
          unit="%"
          value={String(draft.overReceiptTolerancePercent)}
          onChange={(percent) => onChange({ overReceiptTolerancePercent: Number(percent) })}
          error={errors.at('overReceiptTolerancePercent')}
        />
      </div>
    </Card>
  )
}

function RoleFields({ draft, onChange }: PartProps) {
  const t = useTranslations('settings')
  const { data: me } = useMe()
  const chosen = draft.mfaRequiredRoles
  const toggle = (role: Role) =>
    onChange({
      mfaRequiredRoles: chosen.includes(role)
        ? chosen.filter((one) => one !== role)
        : [...chosen, role],
    })
  const locksMeOut = me?.mfaEnabled === false && chosen.includes(me.role)
  return (
    <Card title={t('mfaRoles')}>
      <fieldset className="grid gap-2 p-4">
        <legend className="sr-only">{t('mfaRoles')}</legend>
        <p className="text-muted">{t('mfaRolesHelp')}</p>
        <div className="flex flex-wrap gap-x-6">
          {roles.map((role) => (
            <CheckField
              key={role}
              label={t(`role_${role}`)}
              checked={chosen.includes(role)}
              onChange={() => toggle(role)}
            />
          ))}
        </div>
        {locksMeOut && <p className="text-warn">{t('mfaRolesYou')}</p>}
      </fieldset>
    </Card>
  )
}

function changesOf(draft: Settings, before: Settings) {
  const { version, updatedAt: _at, overReceiptTolerancePercent, ...fields } = draft
  const changed = Object.fromEntries(
    Object.entries({ ...fields, overReceiptTolerancePercent }).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Settings]),
    ),
  )
  return { ...changed, version }
}

'use client'

import { Plus, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { controlShape, Field, SelectField } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import type { PartProps } from './company-form.tsx'
import { hourWord } from './hours.ts'

const hours = Array.from({ length: 25 }, (_, hour) => hour)
const MOST_RECIPIENTS = 20

/** Who is mailed about stock that runs out, and between which hours. */
export function AlertFields({
  draft,
  onChange,
  hoursError,
}: PartProps & { hoursError: string | undefined }) {
  const t = useTranslations('settings')
  const locale = useLocale()
  const { from, to } = draft.alertHours
  const hour = (value: number) => (
    <option key={value} value={value}>
      {hourWord(value, locale)}
    </option>
  )
  return (
    <Card title={t('alertMails')}>
      <div className="grid gap-4 p-4 sm:grid-cols-2">
        <Recipients
          addresses={draft.alertRecipients}
          onChange={(alertRecipients) => onChange({ alertRecipients })}
        />
        <div className="grid grid-cols-2 content-start gap-4">
          <SelectField
            label={t('alertFrom')}
            value={from}
            onChange={(event) => onChange({ alertHours: { from: Number(event.target.value), to } })}
          >
            {hours.slice(0, -1).map(hour)}
          </SelectField>
          <SelectField
            label={t('alertTo')}
            value={to}
            error={from < to ? hoursError : t('hoursOrder')}
            onChange={(event) => onChange({ alertHours: { from, to: Number(event.target.value) } })}
          >
            {hours.slice(1).map(hour)}
          </SelectField>
          <p className="col-span-2 text-xs text-muted">{t('alertHoursHelp')}</p>
        </div>
      </div>
    </Card>
  )
}

interface RecipientsProps {
  addresses: readonly string[]
  onChange: (addresses: string[]) => void
}

function Recipients({ addresses, onChange }: RecipientsProps) {
  const t = useTranslations('settings')
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const add = () => {
    const address = typed.trim()
    if (address === '') return
    const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)
    setWrong(!isAddress)
    if (!isAddress) return
    if (!addresses.includes(address)) onChange([...addresses, address])
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || typed.trim() === '') return
    event.preventDefault()
    add()
  }
  return (
    <div className="grid content-start gap-2">
      <Field
        label={t('alertRecipients')}
        help={addresses.length === 0 ? t('noRecipients') : t('alertRecipientsHelp')}
        error={isWrong ? t('noAddress') : undefined}
        optional
      >
        {(control) => (
          <div className="flex gap-2">
            <input
              {...control}
              type="text"
              inputMode="email"
              dir="ltr"
              autoComplete="off"
              value={typed}
              disabled={addresses.length >= MOST_RECIPIENTS}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={add}
              onKeyDown={onKeyDown}
              className={controlShape}
            />
            <Button icon={<Plus size={16} aria-hidden="true" />} onClick={add}>
              {t('add')}
            </Button>
          </div>
        )}
      </Field>
      <RecipientList addresses={addresses} onChange={onChange} />
    </div>
  )
}

function RecipientList({ addresses, onChange }: RecipientsProps) {
  const t = useTranslations('settings')
  return (
    <ul className="flex flex-wrap gap-1.5">
      {addresses.map((address) => (
        <li
          key={address}
          className="flex max-w-full items-center rounded-full bg-sunken ps-3 text-sm"
        >
          <bdi dir="ltr" className="truncate">
            {address}
          </bdi>
          <IconButton
            label={t('removeRecipient', { address })}
            onClick={() => onChange(addresses.filter((one) => one !== address))}
          >
            <X size={14} aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

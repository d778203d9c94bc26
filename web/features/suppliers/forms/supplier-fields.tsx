'use client'

import { useTranslations } from 'use-intl'
import { CurrencyField } from '#web/components/ui/currency-field.tsx'
import { AreaField, CheckField, TextField } from '#web/components/ui/field.tsx'
import type { FieldErrors } from '#web/lib/api/field-errors.ts'
import { TermsInWords } from '../terms-in-words.tsx'
import type { Typed } from './typed.ts'

interface SupplierFieldsProps {
  value: Typed
  change: (changes: Partial<Typed>) => void
  errors: FieldErrors
  nameError: string | undefined
}

export function SupplierFields({ value, change, errors, nameError }: SupplierFieldsProps) {
  const t = useTranslations('suppliers')
  return (
    <>
      <TextField
        label={t('name')}
        autoFocus
        maxLength={200}
        value={value.name}
        onChange={(event) => change({ name: event.target.value })}
        error={nameError}
      />
      <TextField
        label={t('code')}
        optional
        help={t('codeHelp')}
        maxLength={64}
        value={value.code}
        onChange={(event) => change({ code: event.target.value })}
        error={errors.at('code')}
      />
      <ReachFields value={value} change={change} errors={errors} />
      <TradeFields value={value} change={change} errors={errors} />
      <AreaField
        className="sm:col-span-2"
        label={t('notes')}
        optional
        value={value.notes}
        onChange={(event) => change({ notes: event.target.value })}
        error={errors.at('notes')}
      />
      <CheckField
        label={t('active')}
        help={t('activeHelp')}
        checked={value.active}
        onChange={(event) => change({ active: event.target.checked })}
      />
    </>
  )
}

function ReachFields({ value, change, errors }: Omit<SupplierFieldsProps, 'nameError'>) {
  const t = useTranslations('suppliers')
  return (
    <>
      <TextField
        label={t('email')}
        type="email"
        optional
        value={value.email}
        onChange={(event) => change({ email: event.target.value })}
        error={errors.at('email')}
      />
      <TextField
        label={t('phone')}
        type="tel"
        optional
        maxLength={50}
        value={value.phone}
        onChange={(event) => change({ phone: event.target.value })}
        error={errors.at('phone')}
      />
      <TextField
        label={t('country')}
        optional
        maxLength={60}
        help={t('countryHelp')}
        value={value.country}
        onChange={(event) => change({ country: event.target.value })}
        error={errors.at('country')}
      />
      <AreaField
        label={t('address')}
        optional
        rows={2}
        value={value.address}
        onChange={(event) => change({ address: event.target.value })}
        error={errors.at('address')}
      />
    </>
  )
}

function TradeFields({ value, change, errors }: Omit<SupplierFieldsProps, 'nameError'>) {
  const t = useTranslations('suppliers')
  return (
    <>
      <CurrencyField
        label={t('currency')}
        optional
        value={value.currency}
        onChange={(currency) => change({ currency })}
        error={errors.at('currency')}
      />
      <TextField
        label={t('leadTimePromised')}
        optional
        help={t('leadTimeHelp')}
        inputMode="numeric"
        value={value.leadTimeDays}
        onChange={(event) => change({ leadTimeDays: event.target.value.replaceAll(/\D/g, '') })}
        error={errors.at('leadTimeDays')}
      />
      <TextField
        className="sm:col-span-2"
        label={t('terms')}
        optional
        placeholder={t('termsExample')}
        help={<TermsInWords terms={value.terms.trim() || null} />}
        maxLength={200}
        value={value.terms}
        onChange={(event) => change({ terms: event.target.value })}
        error={errors.at('terms')}
      />
    </>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { type RecordedField, stageRules } from '#shared/domain/orders/requirements.ts'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { CheckField, TextField } from '#web/components/ui/field.tsx'
import type { MoveFields, Order } from '../order-data.ts'

/** What a person typed of the fields that a move records; all of them may be left empty. */
export type MoveDraft = Partial<Record<RecordedField, string>>

const days: readonly RecordedField[] = ['promisedOn', 'readyOn', 'etaOn', 'arrivedOn']

/** The fields that these stages record, without those that nobody fills in here. */
export function fieldsOf(
  order: Order,
  stages: readonly PipelineStage[],
  companyCurrency: string,
): RecordedField[] {
  const isForeign = order.currency !== companyCurrency
  const isHidden = (field: RecordedField) =>
    field === 'sentAt' || field === 'closingNote' || (field === 'exchangeRate' && !isForeign)
  return stages.flatMap((stage) => stageRules[stage].records.filter((field) => !isHidden(field)))
}

/** What the order holds already, to be put right or left. */
export function draftOf(order: Order): MoveDraft {
  return {
    exchangeRate: order.exchangeRate,
    supplierReference: order.supplierReference ?? '',
    promisedOn: order.promisedOn ?? '',
    readyOn: order.readyOn ?? '',
    carrier: order.carrier ?? '',
    tracking: order.tracking ?? '',
    etaOn: order.etaOn ?? '',
    arrivedOn: order.arrivedOn ?? '',
    customsEntry: order.customsEntry ?? '',
    duty: order.duty ?? '',
  }
}

/** The fields that were filled in, as the API takes them. */
export function moveInput(
  fields: readonly RecordedField[],
  draft: MoveDraft,
  note: string,
): MoveFields {
  const given = fields.filter((field) => draft[field]?.trim())
  const text = Object.fromEntries(
    given.filter((field) => field !== 'waiveUnpaid').map((field) => [field, draft[field]?.trim()]),
  )
  return {
    ...text,
    ...(given.includes('waiveUnpaid') && { waiveUnpaid: true }),
    ...(note.trim() && { note: note.trim() }),
  }
}

interface MoveFieldsProps {
  order: Order
  fields: readonly RecordedField[]
  draft: MoveDraft
  companyCurrency: string
  onChange: (draft: MoveDraft) => void
  errorOf: (path: string) => string | undefined
}

export function MoveFieldInputs(props: MoveFieldsProps) {
  const { order, fields, draft, companyCurrency, onChange, errorOf } = props
  const t = useTranslations('orders')
  const change = (field: RecordedField, value: string) => onChange({ ...draft, [field]: value })
  return fields.map((field) => {
    const shared = { error: errorOf(field), optional: true }
    if (field === 'waiveUnpaid') {
      return (
        <CheckField
          key={field}
          label={t('waiveUnpaid')}
          help={t('waiveUnpaidHelp')}
          checked={draft[field] === 'yes'}
          onChange={(event) => change(field, event.target.checked ? 'yes' : '')}
        />
      )
    }
    if (field === 'exchangeRate' || field === 'duty') {
      return (
        <DecimalField
          key={field}
          {...shared}
          label={t(field)}
          help={
            field === 'duty'
              ? undefined
              : t('exchangeRateHelp', { from: order.currency, to: companyCurrency })
          }
          unit={companyCurrency}
          value={draft[field] ?? ''}
          onChange={(value) => change(field, value)}
        />
      )
    }
    if (field === 'sentAt' || field === 'closingNote') return null
    return (
      <TextField
        key={field}
        {...shared}
        label={t(field)}
        type={days.includes(field) ? 'date' : 'text'}
        value={draft[field] ?? ''}
        onChange={(event) => change(field, event.target.value)}
      />
    )
  })
}

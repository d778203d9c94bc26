'use client'

import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import { type Entry, fieldsOf, nameIn } from './entry.ts'
import { useFieldNames } from './use-field-names.ts'
import { Value } from './value.tsx'

const FIELDS_NAMED = 3
/** They follow from the others, and would hide them. */
const bookkeeping: readonly string[] = ['stageSince', 'movementId', 'locationId', 'sku', 'quantity']

/** In short: the first fields that changed, or what something new without a name is about. */
export function Changed({ entry }: { entry: Entry }) {
  const t = useTranslations('audit')
  const nameOf = useFieldNames()
  const { oldValues, newValues } = entry
  if (oldValues === null && nameIn(entry) === undefined) return <Told entry={entry} />
  if (oldValues === null || newValues === null) return null
  const fields = fieldsOf(entry).filter((field) => !bookkeeping.includes(field))
  return (
    <p className="flex flex-wrap gap-x-4 text-xs text-muted">
      {fields.slice(0, FIELDS_NAMED).map((field) => (
        <span key={field}>
          {isShort(oldValues[field]) && isShort(newValues[field])
            ? t.rich('fieldChange', {
                field: nameOf(field),
                before: () => <Value field={field} value={oldValues[field]} />,
                after: () => <Value field={field} value={newValues[field]} />,
              })
            : nameOf(field)}
        </span>
      ))}
      {fields.length > FIELDS_NAMED && (
        <span>{t('more', { count: fields.length - FIELDS_NAMED })}</span>
      )}
    </p>
  )
}

const LONGEST_SHORT = 60

function isShort(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_SHORT
  return value === null || value === undefined || typeof value !== 'object'
}

/** What tells a payment, a receipt and others without a name from the rest of their kind. */
const telling = ['orderId', 'supplierId', 'type', 'amount', 'dueOn'] as const

function Told({ entry: { newValues } }: { entry: Entry }) {
  const t = useTranslations('audit')
  const nameOf = useFieldNames()
  const fields = telling.filter((field) => typeof newValues?.[field] === 'string')
  if (fields.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-4 text-xs text-muted">
      {fields.slice(0, FIELDS_NAMED + 1).map((field) => (
        <span key={field}>
          {t.rich('fieldIs', {
            field: nameOf(field),
            value: () => <ToldValue field={field} values={newValues ?? {}} />,
          })}
        </span>
      ))}
    </p>
  )
}

function ToldValue({ field, values }: { field: string; values: Record<string, unknown> }) {
  const format = useFormat()
  const { [field]: value, currency } = values
  return field === 'amount' && typeof value === 'string' && typeof currency === 'string' ? (
    format.money(value, currency)
  ) : (
    <Value field={field} value={value} />
  )
}

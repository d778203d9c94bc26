'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type Entry, fieldsOf } from './entry.ts'
import { useFieldNames } from './use-field-names.ts'
import { Value } from './value.tsx'

/** What an entry changed, field by field: before and after side by side, on phones stacked. */
export function Difference({ entry }: { entry: Entry }) {
  const t = useTranslations('audit')
  const nameOf = useFieldNames()
  const { oldValues, newValues } = entry
  const fields = fieldsOf(entry)
  if (fields.length === 0) return <p className="text-muted">{t('noFields')}</p>
  const hasBoth = oldValues !== null && newValues !== null
  return (
    <table className="w-full table-fixed rounded-card border border-border bg-surface text-table max-sm:block">
      <thead className="text-xs text-muted max-sm:sr-only">
        <tr className="border-b border-border">
          <th scope="col" className="w-1/4 px-3 py-1.5">
            {t('field')}
          </th>
          {oldValues !== null && (
            <th scope="col" className="px-3 py-1.5">
              {t('before')}
            </th>
          )}
          {newValues !== null && (
            <th scope="col" className="px-3 py-1.5">
              {t('after')}
            </th>
          )}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {fields.map((field) => (
          <tr
            key={field}
            className="border-b border-border align-top last:border-b-0 max-sm:block max-sm:py-1"
          >
            <th scope="row" className="px-3 py-1 break-words max-sm:block">
              {nameOf(field)}
            </th>
            {oldValues !== null && (
              <Side label={t('before')} isOld={hasBoth} isLabelled={hasBoth}>
                <Value field={field} value={oldValues[field]} />
              </Side>
            )}
            {newValues !== null && (
              <Side label={t('after')} isNew={hasBoth} isLabelled={hasBoth}>
                <Value field={field} value={newValues[field]} />
              </Side>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface SideProps {
  label: string
  isOld?: boolean
  isNew?: boolean
  /** Where there are two sides, phones say which one it is. */
  isLabelled: boolean
  children: ReactNode
}

function Side({ label, isOld = false, isNew = false, isLabelled, children }: SideProps) {
  const tone = isOld ? 'bg-bad-soft' : isNew ? 'bg-ok-soft' : ''
  return (
    <td className={`px-3 py-1 break-words max-sm:block ${tone}`}>
      {isLabelled && <span className="me-2 text-xs text-muted sm:hidden">{label}</span>}
      {children}
    </td>
  )
}

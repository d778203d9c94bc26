'use client'

import { useTranslations } from 'use-intl'
import type { ImportField } from '#shared/schemas/product-import.ts'
import { Button } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { CheckField, controlShape, SelectField } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { importFieldNames, isImportField, missingFields } from './import-fields.ts'
import type { Import, Options } from './use-import.ts'

interface MapStepProps {
  state: Import
  chosen: NonNullable<Import['chosen']>
}

/** What each column of the file holds. */
export function MapStep({ state, chosen }: MapStepProps) {
  const t = useTranslations('imports')
  const missing = missingFields(state.mapping)
  return (
    <div className="grid gap-4">
      <Card title={t('columnsOf', { file: chosen.file.name })}>
        <SideScroll label={t('columnsOf', { file: chosen.file.name })}>
          <table className="w-full text-table">
            <thead className="text-xs text-muted">
              <tr>
                <th scope="col" className="px-4 py-2">
                  {t('column')}
                </th>
                <th scope="col" className="px-4 py-2 max-sm:hidden">
                  {t('examples')}
                </th>
                <th scope="col" className="px-4 py-2">
                  {t('holds')}
                </th>
              </tr>
            </thead>
            <tbody>
              {chosen.sample.headers.map((header, index) => (
                <ColumnRow
                  key={`${index} ${header}`}
                  state={state}
                  header={header}
                  examples={chosen.sample.rows.map((row) => row[index] ?? '')}
                />
              ))}
            </tbody>
          </table>
        </SideScroll>
      </Card>
      <OptionFields options={state.options} onChange={state.setOptions} />
      {missing.length > 0 && (
        <p role="status" className="rounded-control bg-warn-soft px-3 py-2 text-warn">
          {t('missing', { fields: missing.map((field) => t(`field_${field}`)).join(', ') })}
        </p>
      )}
      <Refusal error={state.check.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => state.go('choose')}>{t('otherFile')}</Button>
        <Button
          look="primary"
          busy={state.check.isPending}
          disabled={missing.length > 0}
          onClick={() => state.check.mutate(chosen.file)}
        >
          {t('checkFile')}
        </Button>
      </div>
    </div>
  )
}

interface ColumnRowProps {
  state: Import
  header: string
  examples: readonly string[]
}

function ColumnRow({ state: { mapping, setMapping }, header, examples }: ColumnRowProps) {
  const t = useTranslations('imports')
  const field = mapping[header] ?? null
  const choose = (name: string) => {
    // A field has one column: the one that had it before gives it away.
    const next: Record<string, ImportField | null> = {}
    for (const [other, held] of Object.entries(mapping)) next[other] = held === name ? null : held
    next[header] = isImportField(name) ? name : null
    setMapping(next)
  }
  if (header === '') return null
  return (
    <tr className={classNames('border-t border-border', field === null && 'text-muted')}>
      <th scope="row" className="px-4 py-1.5 font-medium">
        <bdi>{header}</bdi>
      </th>
      <td className="max-w-80 truncate px-4 py-1.5 text-muted max-sm:hidden">
        <bdi>{examples.filter(Boolean).slice(0, 3).join(' · ')}</bdi>
      </td>
      <td className="px-4 py-1.5">
        <select
          aria-label={t('holdsOf', { column: header })}
          value={field ?? ''}
          onChange={(event) => choose(event.target.value)}
          className={`${controlShape} min-w-40`}
        >
          <option value="">{t('leaveOut')}</option>
          {importFieldNames.map((name) => (
            <option key={name} value={name}>
              {t(`field_${name}`)}
            </option>
          ))}
        </select>
      </td>
    </tr>
  )
}

function OptionFields({
  options,
  onChange,
}: {
  options: Options
  onChange: (next: Options) => void
}) {
  const t = useTranslations('imports')
  return (
    <Card title={t('options')}>
      <div className="grid gap-4 p-4 sm:grid-cols-2">
        <CheckField
          label={t('createMissing')}
          help={t('createMissingHelp')}
          checked={options.createMissing}
          onChange={(event) => onChange({ ...options, createMissing: event.target.checked })}
        />
        <SelectField
          label={t('duplicates')}
          value={options.duplicates}
          onChange={(event) => {
            const { value } = event.target
            onChange({ ...options, duplicates: value === 'first' || value === 'last' ? value : '' })
          }}
        >
          <option value="">{t('duplicates_refuse')}</option>
          <option value="first">{t('duplicates_first')}</option>
          <option value="last">{t('duplicates_last')}</option>
        </SelectField>
      </div>
    </Card>
  )
}

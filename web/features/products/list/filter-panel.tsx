'use client'

import { useTranslations } from 'use-intl'
import { stockStatuses } from '#shared/domain/stock-status.ts'
import { PickCategory } from '#web/components/pickers/pick-category.tsx'
import { PickSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { useSupplierName } from '#web/components/records/record-names.tsx'
import { CheckField, SelectField } from '#web/components/ui/field.tsx'
import type { ProductFilter } from './product-filter.ts'

interface FilterPanelProps {
  filter: ProductFilter
  onChange: (changes: Partial<ProductFilter>) => void
}

/** Everything that the list can be narrowed by. */
export function FilterPanel({ filter, onChange }: FilterPanelProps) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const name = useSupplierName(filter.supplier)
  return (
    <section
      aria-label={t('filters')}
      className="grid gap-3 rounded-card border border-border bg-surface p-3 sm:grid-cols-2 lg:grid-cols-4"
    >
      <SelectField
        autoFocus
        label={t('filter_status')}
        value={filter.status}
        onChange={(event) => onChange({ status: event.target.value })}
      >
        <option value="">{t('anyStatus')}</option>
        {stockStatuses.map((status) => (
          <option key={status} value={status}>
            {common(`stock_${status}`)}
          </option>
        ))}
      </SelectField>
      <PickSupplier
        label={t('filter_supplier')}
        value={filter.supplier ? { id: filter.supplier, name: name ?? '' } : null}
        onChange={({ id }) => onChange({ supplier: id })}
        placeholder={t('anySupplier')}
      />
      <PickCategory
        label={t('filter_category')}
        none={t('anyCategory')}
        value={filter.category}
        onChange={(category) => onChange({ category })}
      />
      <div className="self-end">
        <CheckField
          label={t('showDeleted')}
          checked={filter.deleted !== ''}
          onChange={(event) => onChange({ deleted: event.target.checked ? '1' : '' })}
        />
      </div>
    </section>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { PickCategory } from '#web/components/pickers/pick-category.tsx'
import { PickSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { useSupplierName } from '#web/components/records/record-names.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { AreaField, CheckField, TextField } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import type { FieldErrors } from '#web/lib/api/field-errors.ts'
import type { FieldName, ProductDraft } from './product-draft.ts'

export interface FieldsProps {
  draft: ProductDraft
  onChange: (changes: Partial<ProductDraft>) => void
  errors: FieldErrors
}

type TextName = Exclude<FieldName, 'wholeUnits'>

/** What ties a field of text to the draft. */
function useTextField({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations('products')
  return (name: TextName) => ({
    label: t(name),
    name,
    value: draft[name],
    error: errors.at(name),
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
}

function useDecimalField({ draft, onChange, errors }: FieldsProps) {
  const t = useTranslations('products')
  return (name: TextName) => ({
    label: t(name),
    value: draft[name],
    error: errors.at(name),
    onChange: (value: string) => onChange({ [name]: value }),
  })
}

export function IdentityFields(props: FieldsProps) {
  const t = useTranslations('products')
  const text = useTextField(props)
  const { draft, onChange, errors } = props
  return (
    <Card title={t('part_identity')}>
      <div className="grid gap-4 p-4 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <TextField autoFocus required maxLength={200} {...text('name')} />
        </div>
        <TextField required dir="ltr" maxLength={64} help={t('skuHelp')} {...text('sku')} />
        <TextField optional dir="ltr" maxLength={64} help={t('barcodeHelp')} {...text('barcode')} />
        <PickCategory
          optional
          label={t('category')}
          value={draft.categoryId}
          onChange={(categoryId) => onChange({ categoryId })}
          error={errors.at('categoryId')}
        />
        <TextField maxLength={20} help={t('unitHelp')} {...text('unit')} />
        <div className="sm:col-span-2">
          <CheckField
            label={t('wholeUnits')}
            help={errors.at('wholeUnits') ?? t('wholeUnitsHelp')}
            checked={draft.wholeUnits}
            onChange={(event) => onChange({ wholeUnits: event.target.checked })}
          />
        </div>
        <div className="sm:col-span-2">
          <AreaField optional maxLength={5000} {...text('description')} />
        </div>
      </div>
    </Card>
  )
}

export function PriceFields(props: FieldsProps) {
  const t = useTranslations('products')
  const text = useTextField(props)
  const decimal = useDecimalField(props)
  const { currency } = props.draft
  return (
    <Card title={t('part_price')}>
      <div className="grid gap-4 p-4 sm:grid-cols-3">
        <DecimalField unit={currency} {...decimal('price')} />
        <DecimalField unit={currency} {...decimal('cost')} />
        <TextField dir="ltr" maxLength={3} help={t('currencyHelp')} {...text('currency')} />
      </div>
    </Card>
  )
}

export function StockFields(props: FieldsProps) {
  const t = useTranslations('products')
  const decimal = useDecimalField(props)
  const { unit } = props.draft
  return (
    <Card title={t('part_stock')}>
      <div className="grid gap-4 p-4 sm:grid-cols-3">
        <DecimalField unit={unit} help={t('reorderPointHelp')} {...decimal('reorderPoint')} />
        <DecimalField unit={unit} help={t('reorderQuantityHelp')} {...decimal('reorderQuantity')} />
        <DecimalField unit={unit} optional help={t('maxStockHelp')} {...decimal('maxStock')} />
      </div>
    </Card>
  )
}

export function SupplyFields(props: FieldsProps) {
  const { draft, onChange, errors } = props
  const t = useTranslations('products')
  const text = useTextField(props)
  const decimal = useDecimalField(props)
  const known = useSupplierName(draft.supplierId)
  const name = draft.supplierName || (known ?? '')
  return (
    <Card title={t('part_supply')}>
      <div className="grid gap-4 p-4 sm:grid-cols-3">
        <div className="flex items-start gap-2 sm:col-span-2">
          <div className="grow">
            <PickSupplier
              optional
              label={t('supplier')}
              value={draft.supplierId ? { id: draft.supplierId, name } : null}
              onChange={(chosen) => onChange({ supplierId: chosen.id, supplierName: chosen.name })}
              error={errors.at('supplierId')}
            />
          </div>
          {draft.supplierId !== '' && (
            <div className="pt-6">
              <Button onClick={() => onChange({ supplierId: '', supplierName: '' })}>
                {t('noSupplier')}
              </Button>
            </div>
          )}
        </div>
        <TextField
          optional
          inputMode="numeric"
          help={t('leadTimeHelp')}
          {...text('leadTimeDays')}
        />
        <DecimalField
          optional
          unit={draft.unit}
          help={t('packSizeHelp')}
          {...decimal('packSize')}
        />
        <DecimalField
          optional
          unit={draft.unit}
          help={t('minimumOrderHelp')}
          {...decimal('minimumOrder')}
        />
      </div>
    </Card>
  )
}

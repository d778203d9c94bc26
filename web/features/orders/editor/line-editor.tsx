'use client'

import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { PickProduct } from '#web/components/pickers/pick-product.tsx'
import { IconButton } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { OrderLine } from '../order-data.ts'
import { type LineDraft, lineTotalOf } from './order-draft.ts'

interface LineEditorProps {
  line: LineDraft
  currency: string
  companyCurrency: string
  /** The line as it is stored, where there is one. */
  stored: OrderLine | undefined
  /** After the draft the product of a line stays; another one is a new line. */
  isProductFixed: boolean
  isLocked: boolean
  productError: string | undefined
  quantityError: string | undefined
  costError: string | undefined
  discountError: string | undefined
  onChange: (line: LineDraft) => void
  onRemove: (key: string) => void
}

export const lineGrid =
  'lg:grid-cols-[minmax(12rem,1fr)_7rem_9.5rem_6.5rem_8rem_2rem] sm:grid-cols-[1fr_1fr_1fr] grid-cols-2'

/** One line of an order in the form; on wide pages the names of its fields stand above all lines. */
export const LineEditor = memo(function LineEditor(props: LineEditorProps) {
  const { line, currency, isLocked, onChange } = props
  const t = useTranslations('orders')
  const format = useFormat()
  return (
    <li
      className={`grid items-start gap-x-3 gap-y-2 border-b border-border px-4 py-3 lg:py-1.5 lg:[&_label]:sr-only ${lineGrid}`}
    >
      <div className="col-span-full lg:col-span-1">
        {props.isProductFixed || isLocked ? (
          <FixedProduct line={line} />
        ) : (
          <PickProduct
            label={t('product')}
            value={line.product}
            error={props.productError}
            onChange={({ id, sku, name, cost, currency: own }) => {
              const known = own === currency && Number(cost) > 0 ? cost : ''
              onChange({
                ...line,
                product: { id, sku, name },
                unitCost: line.unitCost === '' ? known : line.unitCost,
                quantity: line.quantity === '' ? '1' : line.quantity,
              })
            }}
          />
        )}
      </div>
      <LineNumbers {...props} />
      <p className="number self-center py-1.5 font-medium lg:self-start">
        {format.money(lineTotalOf(line, currency), currency)}
      </p>
      {!isLocked && (
        <IconButton
          label={t('removeLine', { name: line.product?.name ?? '' })}
          onClick={() => props.onRemove(line.key)}
          className="justify-self-end max-sm:col-start-2 sm:max-lg:col-start-3"
        >
          <Trash2 size={16} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  )
})

function LineNumbers(props: LineEditorProps) {
  const { line, currency, stored, isLocked } = props
  const t = useTranslations('orders')
  const was = (now: string, before: string | undefined) =>
    before !== undefined && Number(now || 0) !== Number(before)
      ? t('wasValue', { value: before })
      : undefined
  return (
    <>
      <DecimalField
        label={t('quantity')}
        value={line.quantity}
        disabled={isLocked}
        error={props.quantityError}
        help={was(line.quantity, stored && String(stored.quantity))}
        onChange={(quantity) => props.onChange({ ...line, quantity })}
      />
      <DecimalField
        label={t('unitCost')}
        unit={currency}
        value={line.unitCost}
        disabled={isLocked}
        error={props.costError}
        help={was(line.unitCost, stored?.unitCost)}
        onChange={(unitCost) => props.onChange({ ...line, unitCost })}
      />
      <DecimalField
        label={t('discount')}
        unit="%"
        value={line.discountPercent}
        disabled={isLocked}
        error={props.discountError}
        help={was(line.discountPercent, stored && String(stored.discountPercent))}
        onChange={(discountPercent) => props.onChange({ ...line, discountPercent })}
      />
    </>
  )
}

function FixedProduct({ line }: { line: LineDraft }) {
  return (
    <p className="py-1.5">
      <span className="font-medium">{line.product?.name}</span>{' '}
      <bdi dir="ltr" className="text-xs text-muted">
        {line.product?.sku}
      </bdi>
    </p>
  )
}

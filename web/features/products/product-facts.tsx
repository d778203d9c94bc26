'use client'

import { useTranslations } from 'use-intl'
import { useCategoryPath } from '#web/components/pickers/pick-category.tsx'
import { SupplierName } from '#web/components/records/record-names.tsx'
import { Fact } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Product } from './list/use-products.ts'

/** What is known of a product, as names and values. */
export function ProductFacts({
  product,
  isShort = false,
}: {
  product: Product
  isShort?: boolean
}) {
  const t = useTranslations('products')
  const format = useFormat()
  const pathOf = useCategoryPath()
  const amount = (value: number | null) =>
    value === null ? '–' : `${format.number(value)} ${product.unit}`
  const { price, cost, currency } = product
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 tabular-nums">
      <Fact name={t('price')}>{format.money(price, currency)}</Fact>
      <Fact name={t('cost')}>{format.money(cost, currency)}</Fact>
      <Fact name={t('supplier')}>
        {product.supplierId === null ? '–' : <SupplierName id={product.supplierId} link />}
      </Fact>
      <Fact name={t('category')}>
        {product.categoryId === null ? '–' : pathOf(product.categoryId)}
      </Fact>
      <Fact name={t('reorderPoint')}>{amount(product.reorderPoint)}</Fact>
      <Fact name={t('reorderQuantity')}>{amount(product.reorderQuantity)}</Fact>
      <Fact name={t('barcode')}>
        <bdi dir="ltr">{product.barcode ?? '–'}</bdi>
      </Fact>
      <Fact name={t('maxStock')}>{amount(product.maxStock)}</Fact>
      {!isShort && (
        <>
          <Fact name={t('packSize')}>{amount(product.packSize)}</Fact>
          <Fact name={t('minimumOrder')}>{amount(product.minimumOrder)}</Fact>
          <Fact name={t('leadTimeDays')}>
            {product.leadTimeDays === null
              ? t('asSupplier')
              : t('days', { count: product.leadTimeDays })}
          </Fact>
          <Fact name={t('updated')}>{format.instant(product.updatedAt)}</Fact>
        </>
      )}
      {product.description !== null && (
        <div className="col-span-2">
          <Fact name={t('description')}>
            <span className="whitespace-pre-line">{product.description}</span>
          </Fact>
        </div>
      )}
    </dl>
  )
}

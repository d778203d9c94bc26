'use client'

import { Link } from '#web/components/ui/link.tsx'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { useCategoryPath } from '#web/components/pickers/pick-category.tsx'
import { SupplierName } from '#web/components/records/record-names.tsx'
import { CutText } from '#web/components/ui/cut-text.tsx'
import { StockBadge } from '#web/components/ui/stock-badge.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { InlineDecimal, type InlineField } from './inline-decimal.tsx'
import type { Product } from './use-products.ts'

/** The columns of the table of products; prices and reorder points are changed in place. */
export function useProductColumns(isDeleted: boolean): readonly Column<Product>[] {
  const t = useTranslations('products')
  const format = useFormat()
  const pathOf = useCategoryPath()
  const canEdit = useCan()('products:write') && !isDeleted
  return useMemo(() => {
    return [
      ...nameColumns(t, isDeleted),
      ...stockColumns(t, format),
      ...editedColumns(t, canEdit),
      {
        id: 'supplier',
        title: t('supplier'),
        width: 'minmax(7rem, 1fr)',
        cell: ({ supplierId }) => (
          <CutText>{supplierId === null ? '–' : <SupplierName id={supplierId} />}</CutText>
        ),
      },
      {
        id: 'category',
        title: t('category'),
        hidden: true,
        width: 'minmax(7rem, 1fr)',
        cell: ({ categoryId }) => (
          <CutText>{categoryId === null ? '–' : pathOf(categoryId)}</CutText>
        ),
      },
      ...amountColumns(t, format),
      ...timeColumns(t, format),
    ] satisfies Column<Product>[]
  }, [t, format, pathOf, canEdit, isDeleted])
}

type Texts = ReturnType<typeof useTranslations<'products'>>
type Formats = ReturnType<typeof useFormat>

function nameColumns(t: Texts, isDeleted: boolean): Column<Product>[] {
  return [
    {
      id: 'name',
      title: t('name'),
      pinned: true,
      sort: 'name',
      width: 'minmax(11rem, 2fr)',
      cell: ({ id, name }) =>
        isDeleted ? (
          name
        ) : (
          // Its own direction decides where a long name is cut, that of the page where it stands.
          <span className="flex">
            <Link
              href={`/products/${id}`}
              dir="auto"
              title={name}
              className="min-w-0 truncate font-medium hover:underline"
            >
              {name}
            </Link>
          </span>
        ),
      narrow: 'title',
    },
    {
      id: 'sku',
      title: t('sku'),
      sort: 'sku',
      width: 'minmax(8rem, 0.7fr)',
      cell: ({ sku }) => <bdi dir="ltr">{sku}</bdi>,
      narrow: 'below',
    },
    {
      id: 'barcode',
      title: t('barcode'),
      hidden: true,
      width: '9rem',
      cell: ({ barcode }) => <bdi dir="ltr">{barcode ?? '–'}</bdi>,
    },
    {
      id: 'status',
      title: t('status'),
      width: '7.5rem',
      cell: ({ stockStatus }) => <StockBadge status={stockStatus} />,
      narrow: 'below',
    },
  ]
}

function stockColumns(t: Texts, format: Formats): Column<Product>[] {
  return [
    {
      id: 'available',
      title: t('available'),
      numeric: true,
      width: '7rem',
      cell: ({ available, unit }) => (
        <>
          {format.number(available)} <span className="text-xs text-muted">{unit}</span>
        </>
      ),
      narrow: 'value',
    },
    {
      id: 'onHand',
      title: t('onHand'),
      numeric: true,
      hidden: true,
      width: '6.5rem',
      cell: ({ onHand }) => format.number(onHand),
    },
    {
      id: 'reserved',
      title: t('reserved'),
      numeric: true,
      hidden: true,
      width: '6.5rem',
      cell: ({ reserved }) => format.number(reserved),
    },
  ]
}

function timeColumns(t: Texts, format: Formats): Column<Product>[] {
  return [
    {
      id: 'updatedAt',
      title: t('updated'),
      hidden: true,
      sort: 'updatedAt',
      width: '11rem',
      cell: ({ updatedAt }) => format.instant(updatedAt),
    },
    {
      id: 'createdAt',
      title: t('created'),
      hidden: true,
      sort: 'createdAt',
      width: '11rem',
      cell: ({ createdAt }) => format.instant(createdAt),
    },
  ]
}

function editedColumns(t: Texts, canEdit: boolean): Column<Product>[] {
  const edited = (field: InlineField, product: Product) => (
    <InlineDecimal product={product} field={field} canEdit={canEdit} />
  )
  return [
    {
      id: 'reorderPoint',
      title: t('reorderPoint'),
      numeric: true,
      width: '7.5rem',
      cell: (product) => edited('reorderPoint', product),
    },
    {
      id: 'price',
      title: t('price'),
      numeric: true,
      sort: 'price',
      width: '7.5rem',
      cell: (product) => edited('price', product),
      narrow: 'belowValue',
    },
    {
      id: 'cost',
      title: t('cost'),
      numeric: true,
      width: '7.5rem',
      cell: (product) => edited('cost', product),
    },
  ]
}

function amountColumns(t: Texts, format: Formats): Column<Product>[] {
  const amount = (value: number | null) => (value === null ? '–' : format.number(value))
  return [
    {
      id: 'reorderQuantity',
      title: t('reorderQuantity'),
      numeric: true,
      hidden: true,
      cell: ({ reorderQuantity }) => amount(reorderQuantity),
    },
    {
      id: 'maxStock',
      title: t('maxStock'),
      numeric: true,
      hidden: true,
      cell: ({ maxStock }) => amount(maxStock),
    },
  ]
}

'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PickCategory } from '#web/components/pickers/pick-category.tsx'
import { PickSupplier, type PickedSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { type BulkWork, patchProduct } from './use-bulk.ts'
import type { Product } from './use-products.ts'

export type BulkField = 'supplier' | 'category' | 'reorderPoint'

interface BulkChangeProps {
  field: BulkField
  count: number
  onStart: (work: BulkWork) => void
  onClose: () => void
}

/** Asks for the one value that all selected products get. */
export function BulkChange({ field, count, onStart, onClose }: BulkChangeProps) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const [supplier, setSupplier] = useState<PickedSupplier | null>(null)
  const [category, setCategory] = useState('')
  const [reorderPoint, setReorderPoint] = useState('')
  const after = { supplierId: supplier?.id ?? null, categoryId: category || null, reorderPoint }
  const isReady = field === 'category' || after[field === 'supplier' ? 'supplierId' : field]
  return (
    <Dialog
      title={t(`bulk_${field}`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="bulk-change" look="primary">
            {t('changeCount', { count })}
          </Button>
        </>
      }
    >
      <form
        id="bulk-change"
        className="grid min-h-40 content-start gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady)
            onStart(changing(field, after, (changed) => t('changedCount', { count: changed })))
        }}
      >
        {field === 'supplier' && (
          <PickSupplier autoFocus label={t('supplier')} value={supplier} onChange={setSupplier} />
        )}
        {field === 'category' && (
          <PickCategory label={t('category')} value={category} onChange={setCategory} />
        )}
        {field === 'reorderPoint' && (
          <DecimalField
            autoFocus
            label={t('reorderPoint')}
            help={t('reorderPointHelp')}
            value={reorderPoint}
            onChange={setReorderPoint}
          />
        )}
      </form>
    </Dialog>
  )
}

interface Values {
  supplierId: string | null
  categoryId: string | null
  reorderPoint: string | number
}

function changing(field: BulkField, after: Values, said: BulkWork['said']): BulkWork {
  const one = (values: Values) => {
    switch (field) {
      case 'supplier':
        return { supplierId: values.supplierId }
      case 'category':
        return { categoryId: values.categoryId }
      case 'reorderPoint':
        return { reorderPoint: values.reorderPoint }
    }
  }
  return {
    said,
    run: (product: Product) =>
      patchProduct(product.id, { ...one(after), version: product.version }),
    undo: (before: Product, saved) =>
      patchProduct(before.id, { ...one(before), version: (saved as Product).version }),
  }
}

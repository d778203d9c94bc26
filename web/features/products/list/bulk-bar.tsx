'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { BulkChange, type BulkField } from './bulk-change.tsx'
import { type BulkWork, type Refused, useBulk } from './use-bulk.ts'
import type { Product } from './use-products.ts'

interface BulkBarProps {
  products: readonly Product[]
  /** The deleted ones are shown: they can only be brought back. */
  isDeleted: boolean
  onClear: () => void
}

const fields: readonly BulkField[] = ['supplier', 'category', 'reorderPoint']

/** What can be done to all products that are selected; it stands where the search was. */
export function BulkBar({ products, isDeleted, onClear }: BulkBarProps) {
  const t = useTranslations('products')
  const [field, setField] = useState<BulkField | null>(null)
  const bulk = useBulk(onClear)
  useShortcuts([{ keys: 'Escape', label: t('clearSelection'), run: onClear }])
  const start = (work: BulkWork) => {
    setField(null)
    bulk.start(products, work)
  }
  return (
    <div
      role="toolbar"
      aria-label={t('selection')}
      className="flex flex-wrap items-center gap-2 rounded-card bg-accent-soft py-1 ps-3 pe-1"
    >
      <strong role="status" className="me-2 font-semibold text-accent">
        {bulk.isPending
          ? t('working', { done: bulk.progress, count: products.length })
          : t('selected', { count: products.length })}
      </strong>
      {isDeleted ? (
        <Button disabled={bulk.isPending} onClick={() => start(restoring(t))}>
          {t('restore')}
        </Button>
      ) : (
        <>
          {fields.map((name) => (
            <Button key={name} disabled={bulk.isPending} onClick={() => setField(name)}>
              {t(`bulk_${name}`)}
            </Button>
          ))}
          <Button look="danger" disabled={bulk.isPending} onClick={() => start(deleting(t))}>
            {t('delete')}
          </Button>
        </>
      )}
      <span className="ms-auto">
        <IconButton label={t('clearSelection')} onClick={onClear}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </span>
      {field && (
        <BulkChange
          field={field}
          count={products.length}
          onStart={start}
          onClose={() => setField(null)}
        />
      )}
      {bulk.refused.length > 0 && <RefusedList refused={bulk.refused} onClose={bulk.forget} />}
    </div>
  )
}

type Texts = ReturnType<typeof useTranslations<'products'>>

const remove = ({ id }: Product) => take(api.products[':id'].$delete({ param: { id } }))
const restore = ({ id }: Product) => take(api.products[':id'].restore.$post({ param: { id } }))

function deleting(t: Texts): BulkWork {
  return { said: (count) => t('deletedCount', { count }), run: remove, undo: restore }
}

function restoring(t: Texts): BulkWork {
  return { said: (count) => t('restoredCount', { count }), run: restore, undo: remove }
}

/** Which products were left as they are, and why. */
function RefusedList({ refused, onClose }: { refused: readonly Refused[]; onClose: () => void }) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  return (
    <Dialog
      title={t('notChanged', { count: refused.length })}
      onClose={onClose}
      actions={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <ul className="grid gap-2">
        {refused.map(({ product, why }) => (
          <li key={product.id} className="border-b border-border pb-2 last:border-0">
            <p className="font-medium">
              {product.name}{' '}
              <bdi dir="ltr" className="text-xs font-normal text-muted">
                {product.sku}
              </bdi>
            </p>
            <p className="text-bad">{why}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

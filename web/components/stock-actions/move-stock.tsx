'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PickProduct, type PickedProduct } from '#web/components/pickers/pick-product.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'

/** Asks for the product, then where it goes. */
export function MoveStock({ onClose }: { onClose: () => void }) {
  const t = useTranslations('stock')
  const [product, setProduct] = useState<PickedProduct | null>(null)
  if (product) return <TransferDialog product={product} onClose={onClose} />
  return (
    <Dialog title={t('moveStock')} onClose={onClose}>
      <div className="min-h-80">
        <PickProduct autoFocus label={t('whichProduct')} value={null} onChange={setProduct} />
      </div>
    </Dialog>
  )
}

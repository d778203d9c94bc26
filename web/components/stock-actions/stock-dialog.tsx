'use client'

import type { ReactNode } from 'react'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'
import type { StockedProduct } from './stocked-product.ts'

interface StockDialogProps {
  title: string
  product: StockedProduct
  /** The verb and the thing: "Move 5 pcs". */
  action: string
  busy: boolean
  error: Error | null
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** The frame of the dialogs that move stock: the product above, one verb below. */
export function StockDialog({ product, onSubmit, children, ...form }: StockDialogProps) {
  return (
    <FormDialog {...form} noValidate onSubmit={() => onSubmit()}>
      <p className="flex items-baseline gap-2">
        <span className="font-medium">{product.name}</span>
        <bdi dir="ltr" className="text-xs whitespace-nowrap text-muted">
          {product.sku}
        </bdi>
      </p>
      {children}
    </FormDialog>
  )
}

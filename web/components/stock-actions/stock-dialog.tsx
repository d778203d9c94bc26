'use client'

import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
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
export function StockDialog(props: StockDialogProps) {
  const { product } = props
  const t = useTranslations('common')
  const id = useId()
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" form={id} look="primary" busy={props.busy}>
            {props.action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
        className="grid gap-4"
      >
        <p className="flex items-baseline gap-2">
          <span className="font-medium">{product.name}</span>
          <bdi dir="ltr" className="text-xs whitespace-nowrap text-muted">
            {product.sku}
          </bdi>
        </p>
        {props.children}
        <Refusal error={props.error} />
      </form>
    </Dialog>
  )
}

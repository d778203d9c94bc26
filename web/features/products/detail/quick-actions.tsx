'use client'

import { ArrowLeftRight, ScanBarcode, SlidersHorizontal } from 'lucide-react'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import type { Product } from './use-product.ts'

const AdjustDialog = whenOpened(() =>
  import('#web/components/stock-actions/adjust-dialog.tsx').then((module) => module.AdjustDialog),
)
const TransferDialog = whenOpened(() =>
  import('#web/components/stock-actions/transfer-dialog.tsx').then(
    (module) => module.TransferDialog,
  ),
)
const SellDialog = whenOpened(() =>
  import('#web/components/stock-actions/sell-dialog.tsx').then((module) => module.SellDialog),
)

type Action = 'sell' | 'adjust' | 'transfer'

/** Sell, move and adjust, for those who may. */
export function QuickActions({ product }: { product: Product }) {
  const t = useTranslations('stockActions')
  const can = useCan()
  const [action, setAction] = useState<Action | null>(null)
  const close = () => setAction(null)
  if (product.deletedAt !== null || !can('inventory:write')) return null
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={<ScanBarcode size={16} aria-hidden="true" />} onClick={() => setAction('sell')}>
        {t('sell')}
      </Button>
      <Button
        icon={<ArrowLeftRight size={16} aria-hidden="true" />}
        onClick={() => setAction('transfer')}
      >
        {t('transfer')}
      </Button>
      {can('inventory:adjust') && (
        <Button
          icon={<SlidersHorizontal size={16} aria-hidden="true" />}
          onClick={() => setAction('adjust')}
        >
          {t('adjust')}
        </Button>
      )}
      {action === 'sell' && <SellDialog product={product} onClose={close} />}
      {action === 'transfer' && <TransferDialog product={product} onClose={close} />}
      {action === 'adjust' && <AdjustDialog product={product} onClose={close} />}
    </div>
  )
}

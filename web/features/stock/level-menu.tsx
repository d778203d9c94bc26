'use client'

import { ArrowLeftRight, EllipsisVertical, History, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import type { Level } from './levels.tsx'

const AdjustDialog = whenOpened(() =>
  import('#web/components/stock-actions/adjust-dialog.tsx').then((module) => module.AdjustDialog),
)
const TransferDialog = whenOpened(() =>
  import('#web/components/stock-actions/transfer-dialog.tsx').then(
    (module) => module.TransferDialog,
  ),
)

/** What can be done with the stock of a product, at the location that the list is about. */
export function LevelMenu({ level }: { level: Level }) {
  const t = useTranslations('stock')
  const router = useRouter()
  const can = useCan()
  const [open, setOpen] = useState<'move' | 'adjust' | null>(null)
  const { productId, sku, name, unit, locationId } = level
  const product = { id: productId, sku, name, unit }
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        label={t('actionsFor', { name })}
        button={<EllipsisVertical size={16} aria-hidden="true" />}
      >
        <MenuItem
          icon={<History size={16} aria-hidden="true" />}
          onSelect={() => router.push(`/stock/movements?product=${productId}`)}
        >
          {t('showMovements')}
        </MenuItem>
        {can('inventory:write') && (
          <MenuItem
            icon={<ArrowLeftRight size={16} aria-hidden="true" />}
            onSelect={() => setOpen('move')}
          >
            {t('moveStock')}
          </MenuItem>
        )}
        {can('inventory:adjust') && (
          <MenuItem
            icon={<SlidersHorizontal size={16} aria-hidden="true" />}
            onSelect={() => setOpen('adjust')}
          >
            {t('adjustStock')}
          </MenuItem>
        )}
      </Menu>
      {open === 'move' && (
        <TransferDialog
          product={product}
          {...(locationId !== null && { fromLocationId: locationId })}
          onClose={close}
        />
      )}
      {open === 'adjust' && (
        <AdjustDialog
          product={product}
          {...(locationId !== null && { locationId })}
          onClose={close}
        />
      )}
    </>
  )
}

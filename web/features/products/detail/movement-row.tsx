'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { MovementWhy } from '#web/components/records/movement-why.tsx'
import { MovementKind } from '#web/components/stock-actions/movement-kind.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { When } from './when.tsx'
import { IconButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Refusal } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Movement } from './use-movements.ts'
import type { Product } from './use-product.ts'

/** A phone has no room for the wide ones. */
export const movementColumns = [
  { name: 'when', isNumber: false, isWide: false },
  { name: 'kind', isNumber: false, isWide: false },
  { name: 'change', isNumber: true, isWide: false },
  { name: 'balance', isNumber: true, isWide: false },
  { name: 'location', isNumber: false, isWide: true },
  { name: 'reference', isNumber: false, isWide: true },
  { name: 'by', isNumber: false, isWide: true },
  { name: 'undo', isNumber: false, isWide: false },
] as const

interface MovementRowProps {
  movement: Movement
  product: Product
  location: string
  isUndone: boolean
  /** Without who did it, where there is less room. */
  isBrief: boolean
  isBusy: boolean
  /** Why it was not taken back. */
  error: Error | null
  onUndo: () => void
}

export function MovementRow(props: MovementRowProps) {
  const { movement, product, isUndone, error } = props
  const t = useTranslations('products')
  const format = useFormat()
  return (
    <>
      <tr className="h-10 border-t border-border hover:bg-sunken">
        <td className="px-2 py-1.5 sm:px-3">
          <When at={movement.at} />
        </td>
        <td className="px-2 py-1.5 sm:px-3">
          <span className="flex flex-wrap gap-1">
            <MovementKind kind={movement.kind} />
            {isUndone && <Badge>{t('takenBack')}</Badge>}
          </span>
        </td>
        <td
          className={classNames(
            'number px-2 py-1.5 font-medium sm:px-3',
            movement.quantity < 0 ? 'text-bad' : 'text-ok',
            isUndone && 'line-through',
          )}
        >
          {format.signed(movement.quantity)}
        </td>
        <td className="number px-2 py-1.5 sm:px-3">
          {format.number(movement.totalAfter)}{' '}
          <span className="text-xs text-muted">{product.unit}</span>
        </td>
        <td className="px-3 py-1.5 whitespace-nowrap max-sm:hidden">{props.location}</td>
        <td className="max-w-56 truncate px-3 py-1.5 max-sm:hidden">
          <MovementWhy {...movement} />
        </td>
        {!props.isBrief && (
          <td className="px-3 py-1.5 whitespace-nowrap text-muted max-sm:hidden">
            {movement.actor.name}
          </td>
        )}
        <td className="py-1 pe-2 text-end">
          <UndoButton {...props} />
        </td>
      </tr>
      {error && (
        <tr>
          <td colSpan={movementColumns.length} className="px-3 pb-2">
            <Refusal error={error} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What people may take back follows the rights that the movement itself needed. */
function UndoButton({ movement, isUndone, isBusy, onUndo }: MovementRowProps) {
  const t = useTranslations('products')
  const can = useCan()
  const mayUndo =
    can('inventory:write') &&
    (movement.kind !== 'receipt' || can('orders:receive')) &&
    ((movement.kind !== 'adjustment' && movement.kind !== 'count') || can('inventory:adjust'))
  if (isUndone || movement.kind === 'reversal' || !mayUndo) return null
  return (
    <IconButton label={t('takeBack')} disabled={isBusy} aria-busy={isBusy} onClick={onUndo}>
      <Undo2 size={16} aria-hidden="true" className="rtl:-scale-x-100" />
    </IconButton>
  )
}

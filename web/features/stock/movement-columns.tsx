'use client'

import { Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { LocationName } from '#web/components/records/location-name.tsx'
import { ProductCell } from '#web/components/records/product-cell.tsx'
import { MovementWhy } from '#web/components/records/movement-why.tsx'
import { MovementKind } from '#web/components/stock-actions/movement-kind.tsx'
import { useUndoMovement } from '#web/components/stock-actions/use-stock-write.ts'
import { Badge } from '#web/components/ui/badge.tsx'
import { IconButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { CutText } from '#web/components/ui/cut-text.tsx'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { type Format, useFormat } from '#web/lib/use-format.ts'
import type { Movement } from './movements.tsx'

type Texts = ReturnType<typeof useTranslations<'stock'>>
type Undone = ReadonlySet<string | null>

/** What the list says of a movement; the list tells which ones were taken back. */
export function useMovementColumns(items: readonly Movement[]): readonly Column<Movement>[] {
  const t = useTranslations('stock')
  const format = useFormat()
  const undone = useMemo(() => new Set(items.map(({ reversesId }) => reversesId)), [items])
  return useMemo(
    () => [...whatColumns(t, format, undone), ...whereColumns(t, format, undone)],
    [t, format, undone],
  )
}

function whatColumns(t: Texts, format: Format, undone: Undone): Column<Movement>[] {
  return [
    {
      id: 'at',
      title: t('when'),
      width: '10.5rem',
      narrow: 'below',
      cell: ({ at }) => format.instant(at),
    },
    {
      id: 'kind',
      title: t('kind'),
      width: '9rem',
      narrow: 'below',
      cell: ({ id, kind }) => (
        <span className="flex gap-1">
          <MovementKind kind={kind} />
          {undone.has(id) && (
            <span title={t('takenBack')} className="inline-flex">
              <Badge>
                <Undo2 size={12} role="img" aria-label={t('takenBack')} />
              </Badge>
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'product',
      title: t('product'),
      width: 'minmax(12rem, 3fr)',
      narrow: 'title',
      cell: ({ productId, sku, name }) => (
        <ProductCell name={name} sku={sku} href={`/products/${productId}`} />
      ),
    },
    {
      id: 'quantity',
      title: t('change'),
      width: '5.5rem',
      numeric: true,
      narrow: 'value',
      cell: ({ id, quantity }) => (
        <span
          className={classNames(
            'font-medium',
            quantity < 0 ? 'text-bad' : 'text-ok',
            undone.has(id) && 'line-through',
          )}
        >
          {format.signed(quantity)}
        </span>
      ),
    },
  ]
}

function whereColumns(t: Texts, format: Format, undone: Undone): Column<Movement>[] {
  return [
    {
      id: 'balance',
      title: t('balance'),
      width: '6.5rem',
      numeric: true,
      narrow: 'belowValue',
      cell: ({ balanceAfter }) => format.number(balanceAfter),
    },
    {
      id: 'location',
      title: t('location'),
      width: '6.5rem',
      cell: ({ locationId }) => <LocationName id={locationId} />,
    },
    {
      id: 'why',
      title: t('why'),
      width: 'minmax(9rem, 2fr)',
      cell: (movement) => <MovementWhy {...movement} />,
    },
    {
      id: 'by',
      title: t('by'),
      width: '7rem',
      cell: ({ actor }) => <CutText>{actor.name}</CutText>,
    },
    {
      id: 'undo',
      title: '',
      width: '3.5rem',
      narrow: 'action',
      cell: (movement) => <UndoMovement movement={movement} isUndone={undone.has(movement.id)} />,
    },
  ]
}

/** Takes a movement back; who may depends on what it was. */
function UndoMovement({ movement, isUndone }: { movement: Movement; isUndone: boolean }) {
  const t = useTranslations('stock')
  const common = useTranslations('common')
  const can = useCan()
  const undo = useUndoMovement()
  const { kind } = movement
  const mayUndo =
    can('inventory:write') &&
    (kind !== 'receipt' || can('orders:receive')) &&
    ((kind !== 'adjustment' && kind !== 'count') || can('inventory:adjust'))
  if (isUndone || kind === 'reversal' || !mayUndo) return null
  return (
    <IconButton
      label={t('takeBack')}
      disabled={undo.isPending}
      aria-busy={undo.isPending}
      onClick={() =>
        undo.mutate(movement.id, {
          onError: (error) => showToast(wordsOf(error, common), { tone: 'bad' }),
        })
      }
    >
      <Undo2 size={16} aria-hidden="true" className="rtl:-scale-x-100" />
    </IconButton>
  )
}

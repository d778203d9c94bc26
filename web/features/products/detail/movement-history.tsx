'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLocations } from '#web/components/pickers/pick-location.tsx'
import { useUndoMovement } from '#web/components/stock-actions/use-stock-write.ts'
import { Button } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { MovementRow, movementColumns } from './movement-row.tsx'
import type { Product } from './use-product.ts'
import type { useMovements } from './use-movements.ts'

interface MovementHistoryProps {
  product: Product
  list: ReturnType<typeof useMovements>
  /** Only the newest of them. */
  most?: number
}

/** Every movement with what it left; each can be taken back, or says why it cannot. */
export function MovementHistory({ product, list, most }: MovementHistoryProps) {
  const t = useTranslations('products')
  const { data: locations } = useLocations()
  const undo = useUndoMovement()
  const [refusedId, setRefusedId] = useState('')
  if (list.error && list.items.length === 0) {
    return <Failure error={list.error} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <SkeletonRows />
  if (list.items.length === 0) return <p className="p-4 text-muted">{t('noMovements')}</p>
  const undone = new Set(list.items.map(({ reversesId }) => reversesId))
  const nameOf = (id: string) => locations?.items.find((location) => location.id === id)?.name ?? ''
  return (
    <div className="grid grid-cols-1 gap-2">
      <SideScroll label={t('movements')}>
        <table className="w-full text-table">
          <caption className="sr-only">{t('movements')}</caption>
          <MovementHead isBrief={most !== undefined} />
          <tbody>
            {list.items.slice(0, most).map((movement) => (
              <MovementRow
                key={movement.id}
                movement={movement}
                product={product}
                location={nameOf(movement.locationId)}
                isUndone={undone.has(movement.id)}
                isBrief={most !== undefined}
                isBusy={undo.isPending && undo.variables === movement.id}
                error={refusedId === movement.id ? undo.error : null}
                onUndo={() => {
                  setRefusedId(movement.id)
                  undo.mutate(movement.id)
                }}
              />
            ))}
          </tbody>
        </table>
      </SideScroll>
      {most === undefined && list.hasNextPage && (
        <div className="p-3 text-center">
          <Button busy={list.isFetchingNextPage} onClick={list.more}>
            {t('olderMovements')}
          </Button>
        </div>
      )}
    </div>
  )
}

function MovementHead({ isBrief }: { isBrief: boolean }) {
  const t = useTranslations('products')
  const columns = movementColumns.filter(({ name }) => !isBrief || name !== 'by')
  return (
    <thead className="text-xs text-muted">
      <tr>
        {columns.map(({ name, isNumber, isWide }) => (
          <th
            key={name}
            scope="col"
            className={classNames(
              'px-2 py-2 sm:px-3',
              isNumber && 'number',
              isWide && 'max-sm:hidden',
            )}
          >
            {name === 'undo' ? <span className="sr-only">{t('takeBack')}</span> : t(name)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

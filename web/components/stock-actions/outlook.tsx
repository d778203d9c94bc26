'use client'

import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type StockedProduct, useProductStock } from './stocked-product.ts'

interface OutlookProps {
  /** What the number is: "On hand here". */
  name: string
  product: StockedProduct
  locationId: string
  what: 'onHand' | 'available'
  /** What there will be, of what there is; null while nothing is typed. */
  after: ((now: number) => number) | null
}

/** What there is at a location now, and what there will be: `41 pcs → 45 pcs`. */
export function Outlook({ name, product, locationId, what, after }: OutlookProps) {
  const t = useTranslations('stockActions')
  const inUnits = useInUnits(product)
  const { data } = useProductStock(product.id)
  if (!data) return null
  const now = data.locations.find((location) => location.locationId === locationId)?.[what] ?? 0
  const then = after ? after(now) : null
  return (
    <p
      role="status"
      className="flex flex-wrap items-baseline gap-2 rounded-control bg-sunken px-3 py-2"
    >
      <span className="grow text-muted">{name}</span>
      <span className={classNames('tabular-nums', then !== null && then < 0 && 'text-bad')}>
        {then === null ? inUnits(now) : t('becomes', { now: inUnits(now), then: inUnits(then) })}
      </span>
    </p>
  )
}

/** A quantity with the unit of the product: `41 pcs`. */
export function useInUnits({ unit }: Pick<StockedProduct, 'unit'>): (value: number) => string {
  const t = useTranslations('stockActions')
  const format = useFormat()
  return (value) => t('inUnits', { value: format.number(value), unit })
}

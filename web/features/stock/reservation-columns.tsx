'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { LocationName } from '#web/components/records/location-name.tsx'
import { ProductCell } from '#web/components/records/product-cell.tsx'
import { Badge, type Tone } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { CutText } from '#web/components/ui/cut-text.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { type Format, useFormat } from '#web/lib/use-format.ts'
import type { Reservation } from './reservations.tsx'

type Texts = ReturnType<typeof useTranslations<'stock'>>

const tones: Readonly<Record<Reservation['state'], Tone>> = {
  open: 'info',
  sold: 'ok',
  released: 'neutral',
}

/** What the list says of a reservation, and how it is given back. */
export function useReservationColumns(
  onRelease: (reservation: Reservation) => void,
): readonly Column<Reservation>[] {
  const t = useTranslations('stock')
  const format = useFormat()
  const can = useCan()
  const mayRelease = can('inventory:write')
  return useMemo(
    () => [
      ...columnsOf(t, format),
      {
        id: 'release',
        title: '',
        width: '8rem',
        narrow: 'action',
        cell: (reservation) =>
          mayRelease && reservation.state === 'open' ? (
            <Button look="quiet" onClick={() => onRelease(reservation)} className="min-h-7">
              {t('release')}
            </Button>
          ) : null,
      },
    ],
    [t, format, mayRelease, onRelease],
  )
}

function columnsOf(t: Texts, format: Format): Column<Reservation>[] {
  return [
    {
      id: 'name',
      title: t('product'),
      width: 'minmax(12rem, 2fr)',
      narrow: 'title',
      cell: ({ name, sku }) => <ProductCell name={name} sku={sku} />,
    },
    {
      id: 'quantity',
      title: t('quantity'),
      width: '7rem',
      numeric: true,
      narrow: 'value',
      cell: ({ quantity }) => format.number(quantity),
    },
    {
      id: 'location',
      title: t('location'),
      cell: ({ locationId }) => <LocationName id={locationId} />,
    },
    {
      id: 'reference',
      title: t('for'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'below',
      cell: ({ reference }) => reference ?? t('nothing'),
    },
    {
      id: 'state',
      title: t('state'),
      narrow: 'below',
      cell: ({ state }) => <Badge tone={tones[state]}>{t(`reservation_${state}`)}</Badge>,
    },
    { id: 'by', title: t('by'), cell: ({ actor }) => <CutText>{actor.name}</CutText> },
    {
      id: 'at',
      title: t('when'),
      width: '11rem',
      cell: ({ createdAt }) => format.instant(createdAt),
    },
  ]
}

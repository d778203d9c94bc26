'use client'

import { MapPin, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { ListCard, RowText } from '../parts/list-card.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { LocationDialog } from './location-dialog.tsx'
import { LocationMenu } from './location-menu.tsx'

export type Location = Taken<(typeof api.locations)['$get']>['items'][number]

/** The places that stock can be at. */
export function LocationsArea() {
  const t = useTranslations('settings')
  const can = useCan()
  const [edited, setEdited] = useState<Location | 'new'>()
  const mayWrite = can('locations:write')
  const list = useList<Location>(['location', 'settings'], (cursor, signal) =>
    take(
      api.locations.$get(
        { query: { limit: '50', ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <SettingsFrame
      area="locations"
      actions={
        mayWrite && (
          <Button
            look="primary"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => setEdited('new')}
          >
            {t('addLocation')}
          </Button>
        )
      }
    >
      <p className="text-muted">{t(mayWrite ? 'locationsHelp' : 'locationsReadOnly')}</p>
      <ListCard
        title={t('locations')}
        list={list}
        itemKey={({ id }) => id}
        draw={(location) => (
          <>
            <RowText title={<LocationName location={location} />}>
              {location.address ?? t('noAddressYet')}
            </RowText>
            {mayWrite && <LocationMenu location={location} onEdit={() => setEdited(location)} />}
          </>
        )}
        empty={<Notice icon={MapPin} title={t('noLocations')} />}
      />
      {edited !== undefined && (
        <LocationDialog
          location={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </SettingsFrame>
  )
}

function LocationName({ location }: { location: Location }) {
  const t = useTranslations('settings')
  return (
    <>
      {location.name}
      {location.id === MAIN_LOCATION_ID && <Badge tone="accent">{t('mainLocation')}</Badge>}
      {!location.active && <Badge>{t('inactive')}</Badge>}
    </>
  )
}

'use client'

import { useTranslations } from 'use-intl'
import { useLocations } from '#web/components/pickers/pick-location.tsx'
import { useAddress } from '#web/lib/use-address.ts'
import { FilterSelect } from './filter-select.tsx'

/** The location that a list is narrowed to, as the address holds it. */
export function LocationFilter() {
  const t = useTranslations('stock')
  const { get, set } = useAddress()
  const { data: locations } = useLocations()
  return (
    <FilterSelect
      label={t('location')}
      all={t('allLocations')}
      value={get('location')}
      onChange={(location) => set({ location })}
      options={locations?.items.map(({ id, name }) => ({ value: id, title: name })) ?? []}
    />
  )
}

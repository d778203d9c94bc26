'use client'

import { useLocations } from '#web/components/pickers/pick-location.tsx'

/** The name of a location where only its id is known. */
export function LocationName({ id }: { id: string }) {
  const { data } = useLocations()
  return data?.items.find((location) => location.id === id)?.name ?? '…'
}

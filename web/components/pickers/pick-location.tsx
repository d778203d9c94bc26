'use client'

import { useQuery } from '@tanstack/react-query'
import { SelectField } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'

interface PickLocationProps {
  label: string
  /** The id of the location; empty for none. */
  value: string
  onChange: (id: string) => void
  error?: string | undefined
  /** What choosing none is called, where that is possible: "All locations". */
  none?: string
}

const MOST = '100'

/** The locations of the company, by name. */
export function useLocations() {
  return useQuery({
    queryKey: ['location', 'all'],
    queryFn: () => take(api.locations.$get({ query: { limit: MOST } })),
    staleTime: 5 * 60_000,
  })
}

/** One of the locations that take part in business. */
export function PickLocation({ label, value, onChange, error, none }: PickLocationProps) {
  const { data } = useLocations()
  const active = data?.items.filter((location) => location.active || location.id === value) ?? []
  return (
    <SelectField
      label={label}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {none !== undefined && <option value="">{none}</option>}
      {active.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}

import type { LocationRow } from '../../repositories/locations.ts'
import type { Location } from '../../schemas/locations.ts'

export function locationView(row: LocationRow): Location {
  const { nameKey: _nameKey, active, ...shown } = row
  return { ...shown, active: active === 1 }
}

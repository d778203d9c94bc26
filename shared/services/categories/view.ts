import type { CategoryRow } from '../../repositories/categories.ts'
import type { Category } from '../../schemas/categories.ts'

export function categoryView(row: CategoryRow): Category {
  const { nameKey: _nameKey, ...shown } = row
  return shown
}

import type { Tx } from '../../db/types.ts'
import { MAX_CATEGORY_LEVELS } from '../../domain/category-tree.ts'
import { invalid } from '../../errors.ts'
import { findChildIds, holdCategory } from '../../repositories/categories.ts'

/**
 * Sees that a category may hang below a parent, and that this stays so until the transaction ends.
 *
 * @param moved the category that gets the parent; undefined when it is a new one
 * @throws InvalidError when there is no such parent, it is the category itself or one below it, or
 *   the tree would become too deep
 */
export async function requireParent(tx: Tx, parentId: string, moved?: string): Promise<void> {
  if (moved !== undefined) await holdCategory(tx, moved)
  const above = await levelsAbove(tx, parentId, moved)
  const level = above + 1 + (moved === undefined ? 0 : await levelsBelow(tx, moved))
  if (level <= MAX_CATEGORY_LEVELS) return
  const message = `would put categories on level ${level}; ${MAX_CATEGORY_LEVELS} is the deepest`
  throw invalid('parentId', message, 'too_deep')
}

/** How many levels there are from the first one down to the parent, which is counted. */
async function levelsAbove(tx: Tx, parentId: string, moved: string | undefined): Promise<number> {
  let levels = 0
  for (let id: string | null = parentId; id !== null; levels++) {
    if (id === moved) {
      throw invalid('parentId', 'must not be the category itself or one below it', 'cycle')
    }
    const held = await holdCategory(tx, id)
    if (!held) throw invalid('parentId', `there is no category ${id}`, 'not_found')
    id = held.parentId
  }
  return levels
}

async function levelsBelow(tx: Tx, id: string): Promise<number> {
  let levels = 0
  for (let ids = await findChildIds(tx, [id]); ids.length > 0; levels++) {
    ids = await findChildIds(tx, ids)
  }
  return levels
}

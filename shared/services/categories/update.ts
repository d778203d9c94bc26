import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import {
  findCategory,
  findCategoryByName,
  updateCategoryRow,
} from '../../repositories/categories.ts'
import type { Category, UpdateCategory } from '../../schemas/categories.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { nameTaken } from '../name-taken.ts'
import { requireParent } from './tree.ts'
import { categoryView } from './view.ts'

/**
 * @throws NotFoundError, StaleVersionError, ConflictError when the name is taken, InvalidError when
 *   the parent cannot be one
 */
export async function updateCategory(
  ctx: Ctx,
  id: string,
  input: UpdateCategory,
): Promise<Category> {
  authorize(ctx.actor, 'products:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await findCategory(tx, id)
    if (!before) throw new NotFoundError('category', id)
    requireVersion('category', input.version, before.version)
    const { version: _version, name, parentId } = input
    const nameKey = name === undefined ? undefined : foldText(name)
    const changes = differing(before, { name, nameKey, parentId })
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return categoryView(before)
    }
    if (changes.parentId) await requireParent(tx, changes.parentId, id)
    if (changes.nameKey !== undefined && (await findCategoryByName(tx, changes.nameKey))) {
      throw nameTaken('category', name)
    }
    const after = requireUpdated(
      await updateCategoryRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('category', categoryView(before), categoryView(after))
    return categoryView(after)
  })
}

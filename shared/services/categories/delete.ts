import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import {
  countUsesOfCategory,
  deleteCategoryRow,
  findCategory,
} from '../../repositories/categories.ts'
import { emptyOfDeleted } from '../../repositories/products.ts'
import { requireUpdated } from '../edit.ts'
import { categoryView } from './view.ts'

/**
 * Removes a category. Deleted products, which nobody could move to another one, leave it.
 * @throws NotFoundError, ConflictError while products or other categories name the category
 */
export async function deleteCategory(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'products:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await findCategory(tx, id)
    if (!row) throw new NotFoundError('category', id)
    const uses = await countUsesOfCategory(tx, id)
    if (uses.products > 0 || uses.children > 0) throw inUse(uses)
    const at = ctx.now().toISOString()
    for (const productId of await emptyOfDeleted(tx, 'categoryId', id, at)) {
      audit.changed('UPDATE', 'product', productId, { categoryId: id }, { categoryId: null })
    }
    requireUpdated(await deleteCategoryRow(tx, row))
    audit.deleted('category', categoryView(row))
  })
}

function inUse(uses: { products: number; children: number }): ConflictError {
  const reasons = []
  if (uses.products > 0) reasons.push(`${many(uses.products)} products name this category`)
  if (uses.children > 0) reasons.push(`${many(uses.children)} categories hang below it`)
  return new ConflictError(`${reasons.join(', ')}: move them to another one first`, uses)
}

function many(count: number): string {
  return count > 100 ? 'more than 100' : String(count)
}

import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import { findCategories, findCategory } from '../../repositories/categories.ts'
import type { Page } from '../../repositories/page.ts'
import type { Category, ListCategories } from '../../schemas/categories.ts'
import { categoryView } from './view.ts'

export async function getCategory(ctx: Ctx, id: string): Promise<Category> {
  authorize(ctx.actor, 'products:read')
  const row = await findCategory(ctx.db, id)
  if (!row) throw new NotFoundError('category', id)
  return categoryView(row)
}

export async function listCategories(ctx: Ctx, query: ListCategories): Promise<Page<Category>> {
  authorize(ctx.actor, 'products:read')
  const { q, parentId, ...filter } = query
  const page = await findCategories(ctx.db, {
    ...filter,
    search: q === undefined ? undefined : foldText(q),
    parentId: parentId === 'none' ? null : parentId,
  })
  return { ...page, items: page.items.map(categoryView) }
}

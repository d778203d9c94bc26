import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { newId } from '../../ids.ts'
import { insertCategory } from '../../repositories/categories.ts'
import type { Category, CreateCategory } from '../../schemas/categories.ts'
import { nameTaken } from '../name-taken.ts'
import { requireParent } from './tree.ts'
import { categoryView } from './view.ts'

/** @throws ConflictError when the name is taken, InvalidError when the parent cannot be one */
export async function createCategory(ctx: Ctx, input: CreateCategory): Promise<Category> {
  authorize(ctx.actor, 'products:write')
  return mutate(ctx, async (tx, audit) => {
    const { name, parentId = null } = input
    if (parentId !== null) await requireParent(tx, parentId)
    const at = ctx.now().toISOString()
    const row = await insertCategory(tx, {
      id: newId('category'),
      name,
      nameKey: foldText(name),
      parentId,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    if (!row) throw nameTaken('category', name)
    const category = categoryView(row)
    audit.created('category', category)
    return category
  })
}

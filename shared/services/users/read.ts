import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page } from '../../repositories/page.ts'
import { findUser, findUsers } from '../../repositories/users.ts'
import type { ListUsers, User } from '../../schemas/users.ts'
import { userView } from './view.ts'

/** @throws NotFoundError */
export async function getUser(ctx: Ctx, id: string): Promise<User> {
  authorize(ctx.actor, 'users:read')
  const row = await findUser(ctx.db, id)
  if (!row) throw new NotFoundError('user', id)
  return userView(row)
}

/** Oldest first. */
export async function listUsers(ctx: Ctx, query: ListUsers): Promise<Page<User>> {
  authorize(ctx.actor, 'users:read')
  const page = await findUsers(ctx.db, query)
  return { ...page, items: page.items.map(userView) }
}

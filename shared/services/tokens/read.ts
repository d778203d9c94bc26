import { authorizePerson } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { findApiTokensOf } from '../../repositories/api-tokens.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import type { Token } from '../../schemas/tokens.ts'
import { tokenView } from './view.ts'

/** The caller's own tokens, expired ones included, newest first. */
export async function listTokens(ctx: Ctx, request: PageRequest): Promise<Page<Token>> {
  const { userId } = authorizePerson(ctx.actor)
  const page = await findApiTokensOf(ctx.db, userId, request)
  return { ...page, items: page.items.map(tokenView) }
}

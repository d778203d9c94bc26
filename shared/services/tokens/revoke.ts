import { mutate } from '../../audit/mutate.ts'
import { authorizePerson } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import { revokeApiToken } from '../../repositories/api-tokens.ts'
import { tokenView } from './view.ts'

/** @throws NotFoundError when it is no token of the caller's own, or was revoked before */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  const { userId } = authorizePerson(ctx.actor)
  await mutate(ctx, async (tx, audit) => {
    const row = await revokeApiToken(tx, { id, userId }, ctx.now().toISOString())
    if (!row) throw new NotFoundError('token of yours', id)
    audit.deleted('token', tokenView(row))
  })
  ctx.actors.clear()
}

import { mutate } from '../../audit/mutate.ts'
import { API_TOKEN_PREFIX } from '../../auth/authenticate.ts'
import type { Ctx } from '../../context.ts'
import { permissions } from '../../domain/permissions.ts'
import { randomToken, sha256 } from '../../encoding.ts'
import { InvalidError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { insertApiToken } from '../../repositories/api-tokens.ts'
import { holdUser } from '../../repositories/users.ts'
import type { CreatedToken, CreateToken } from '../../schemas/tokens.ts'
import { requireSelf, signInEnded } from '../auth/self.ts'
import { tokenView } from './view.ts'

const DAY_MS = 86_400_000

/**
 * Makes an API token for a machine, which may do what it is scoped to in the caller's name.
 * @throws InvalidError when a scope is no permission of the caller's
 */
export async function createToken(ctx: Ctx, input: CreateToken): Promise<CreatedToken> {
  const { user } = await requireSelf(ctx)
  const issues = input.scopes.flatMap((scope, index) =>
    ctx.actor.permissions.has(scope)
      ? []
      : [{ path: `scopes.${index}`, message: 'is no permission of yours', code: 'not_granted' }],
  )
  if (issues.length > 0) throw new InvalidError(issues)

  const token = API_TOKEN_PREFIX + randomToken()
  const tokenHash = await sha256(token)
  const now = ctx.now()
  return mutate(ctx, async (tx, audit) => {
    // Whoever deactivates the person at this moment ends this token too, or comes first.
    if (!(await holdUser(tx, user))) throw signInEnded()
    const row = await insertApiToken(tx, {
      id: newId('apiToken'),
      userId: user.id,
      name: input.name,
      tokenHash,
      scopes: JSON.stringify(permissions.filter((name) => input.scopes.includes(name))),
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + input.expiresInDays * DAY_MS).toISOString(),
    })
    audit.created('token', tokenView(row))
    return { ...tokenView(row), token }
  })
}

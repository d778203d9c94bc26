import { authorizePerson } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findUser, type UserRow } from '../../repositories/users.ts'

/**
 * The signed-in person's own record and session.
 * @throws AppError UNAUTHENTICATED without a sign-in, FORBIDDEN to machines
 */
export async function requireSelf(ctx: Ctx): Promise<{ user: UserRow; sessionId: string }> {
  const { userId, sessionId } = authorizePerson(ctx.actor)
  const user = await findUser(ctx.db, userId)
  if (!user) throw new AppError('UNAUTHENTICATED', 'your account is gone: sign in again')
  return { user, sessionId }
}

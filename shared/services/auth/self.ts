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
  if (!user) throw signInEnded()
  return { user, sessionId }
}

export function signInEnded(): AppError {
  return new AppError('UNAUTHENTICATED', 'your sign-in has ended: sign in again')
}

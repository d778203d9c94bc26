import { authorizePerson } from '../../auth/actor.ts'
import { isOpen } from '../../auth/authenticate.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findSessionHolder } from '../../repositories/sessions.ts'
import { findUser, type UserRow } from '../../repositories/users.ts'

/**
 * The signed-in person's own record and session, for what changes how they get in. The database is
 * asked whether the session is open: that this process has seen it so some seconds ago must not let
 * somebody in for good whose access was just ended by another one.
 *
 * @throws AppError UNAUTHENTICATED without a sign-in, FORBIDDEN to machines
 */
export async function requireSelf(ctx: Ctx): Promise<{ user: UserRow; sessionId: string }> {
  const { userId, sessionId } = authorizePerson(ctx.actor)
  const session = await findSessionHolder(ctx.db, sessionId)
  const user = session && isOpen(session, ctx.now()) ? await findUser(ctx.db, userId) : undefined
  if (!user) throw signInEnded()
  return { user, sessionId }
}

export function signInEnded(): AppError {
  return new AppError('UNAUTHENTICATED', 'your sign-in has ended: sign in again')
}

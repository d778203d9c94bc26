import { mutate } from '../../audit/mutate.ts'
import { userActor } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { sha256 } from '../../encoding.ts'
import { AppError } from '../../errors.ts'
import {
  extendSession,
  findSessionOfRefreshToken,
  insertRefreshToken,
  revokeSession,
  useRefreshToken,
} from '../../repositories/sessions.ts'
import { findUser } from '../../repositories/users.ts'
import { type IssuedSession, issueSession, newRefreshSecret, sessionEnd } from './new-session.ts'

/**
 * Public: new tokens for a refresh token, which is thereby used up. One that was used before ends
 * its session: somebody else has a copy, and nobody can tell who is the thief.
 *
 * @throws AppError UNAUTHENTICATED when the token is unknown or used, or its session has ended
 */
export async function refresh(ctx: Ctx, token: string | undefined): Promise<IssuedSession> {
  if (token === undefined) throw refused('send a refreshToken')
  const tokenHash = await sha256(token)
  const session = await findSessionOfRefreshToken(ctx.db, tokenHash)
  const user = session && (await findUser(ctx.db, session.userId))
  if (!session || !user) throw refused('the refresh token is not valid: sign in again')
  const next = await newRefreshSecret()

  // The refusal is thrown after the commit, which must keep the end of the session.
  const outcome = await mutate(ctx, async (tx, audit) => {
    const at = ctx.now().toISOString()
    if (!(await useRefreshToken(tx, tokenHash, at))) {
      if (await revokeSession(tx, session, at)) {
        audit.recorded('REFRESH_REUSED', 'user', user.id, { session: session.id })
      } else audit.nothingChanged()
      return 'reused'
    }
    if (!(await extendSession(tx, session.id, at, sessionEnd(ctx)))) {
      audit.nothingChanged()
      return 'ended'
    }
    ctx.actor = userActor(user, session.id, false)
    await insertRefreshToken(tx, {
      tokenHash: next.tokenHash,
      sessionId: session.id,
      createdAt: at,
    })
    audit.recorded('REFRESH', 'user', user.id, { session: session.id })
    return 'renewed'
  })
  if (outcome === 'reused') {
    ctx.actors.clear()
    throw refused('the refresh token was used before, so its session was ended: sign in again')
  }
  if (outcome === 'ended') throw refused('the session has ended: sign in again')
  return issueSession(ctx, user, { id: session.id, refresh: next })
}

function refused(message: string): AppError {
  return new AppError('UNAUTHENTICATED', message)
}

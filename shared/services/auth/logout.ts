import { mutate } from '../../audit/mutate.ts'
import { readAccessToken } from '../../auth/access-tokens.ts'
import { userActor } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { sha256 } from '../../encoding.ts'
import { AppError } from '../../errors.ts'
import {
  findSessionHolder,
  findSessionOfRefreshToken,
  revokeSession,
} from '../../repositories/sessions.ts'

/** What names the session: one of the two is enough. */
export interface SessionCredentials {
  accessToken: string | undefined
  refreshToken: string | undefined
}

/**
 * Public: ends the session that an access or a refresh token belongs to. The refresh token serves
 * people whose access token has expired meanwhile.
 *
 * @throws AppError UNAUTHENTICATED when neither belongs to a session that is still open
 */
export async function logout(ctx: Ctx, credentials: SessionCredentials): Promise<void> {
  const sessionId = await sessionOf(ctx, credentials)
  const user = sessionId === undefined ? undefined : await findSessionHolder(ctx.db, sessionId)
  if (sessionId === undefined || !user) throw notSignedIn()
  const ended = await mutate(ctx, async (tx, audit) => {
    const session = { id: sessionId, userId: user.id }
    if (!(await revokeSession(tx, session, ctx.now().toISOString()))) {
      audit.nothingChanged()
      return false
    }
    ctx.actor = userActor(user, sessionId, false)
    audit.recorded('LOGOUT', 'user', user.id, { session: sessionId })
    return true
  })
  if (!ended) throw notSignedIn()
  ctx.actors.clear()
}

async function sessionOf(
  ctx: Ctx,
  { accessToken, refreshToken }: SessionCredentials,
): Promise<string | undefined> {
  const access = accessToken === undefined ? null : await readAccessToken(ctx, accessToken)
  if (access) return access.sessionId
  if (refreshToken === undefined) return undefined
  return (await findSessionOfRefreshToken(ctx.db, await sha256(refreshToken)))?.id
}

function notSignedIn(): AppError {
  return new AppError('UNAUTHENTICATED', 'there is no open session to end')
}

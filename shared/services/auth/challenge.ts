import { readMfaToken } from '../../auth/access-tokens.ts'
import { failedSignIn } from '../../auth/failed-attempt.ts'
import type { Ctx } from '../../context.ts'
import { findUser } from '../../repositories/users.ts'
import type { MfaChallenge } from '../../schemas/auth.ts'
import type { IssuedSession } from './new-session.ts'
import { checkSecondFactor } from './second-factor.ts'
import { recordFailedSignIn, signIn } from './sign-in.ts'

/**
 * Public: the second step of a sign-in, with a code of the authenticator app or a recovery code.
 * @throws FailedAttemptError when the code is wrong or was used before, or the first step is too
 *   long ago
 */
export async function answerMfaChallenge(ctx: Ctx, input: MfaChallenge): Promise<IssuedSession> {
  const userId = await readMfaToken(ctx, input.mfaToken)
  const user = userId === null ? undefined : await findUser(ctx.db, userId)
  if (user?.active !== 1 || user.mfaEnabled !== 1) {
    throw failedSignIn('the mfaToken is not valid or has expired: sign in again')
  }
  const factor = await checkSecondFactor(ctx, user, input.code)
  if (!factor) {
    await recordFailedSignIn(ctx, user, 'authenticator app')
    throw failedSignIn('the code is wrong')
  }
  const session = await signIn(ctx, user, factor.method, factor.spend)
  if (!session) throw failedSignIn('the code was used already: wait for the next one')
  return session
}

import { isPasswordOf, readMfaToken } from '../../auth/access-tokens.ts'
import { failedSignIn } from '../../auth/failed-attempt.ts'
import type { Ctx } from '../../context.ts'
import { findUser } from '../../repositories/users.ts'
import type { MfaChallenge } from '../../schemas/auth.ts'
import type { IssuedSession } from './new-session.ts'
import { checkSecondFactor } from './second-factor.ts'
import { recordFailedSignIn, signIn } from './sign-in.ts'

/**
 * Public: the second step of a sign-in, with a code of the authenticator app or a recovery code.
 * @throws FailedAttemptError when the code is wrong or was used before, or when the first step is
 *   too long ago or was done with a password that was changed since
 */
export async function answerMfaChallenge(ctx: Ctx, input: MfaChallenge): Promise<IssuedSession> {
  const first = await readMfaToken(ctx, input.mfaToken)
  const user = first ? await findUser(ctx.db, first.userId) : undefined
  if (!first || user?.active !== 1 || user.mfaEnabled !== 1) throw deadToken()
  if (!(await isPasswordOf(ctx, first, user))) throw deadToken()
  const factor = await checkSecondFactor(ctx, user, input.code)
  if (!factor) {
    await recordFailedSignIn(ctx, user, 'authenticator app')
    throw failedSignIn('the code is wrong')
  }
  const session = await signIn(ctx, user, factor.method, factor.spend)
  if (!session) throw failedSignIn('the code was used already: wait for the next one')
  return session
}

function deadToken() {
  return failedSignIn('the mfaToken is not valid or has expired: sign in again')
}

import { signMfaToken } from '../../auth/access-tokens.ts'
import { emailKey } from '../../auth/email-key.ts'
import { failedSignIn } from '../../auth/failed-attempt.ts'
import type { Ctx } from '../../context.ts'
import { findUserByEmail } from '../../repositories/users.ts'
import type { Login } from '../../schemas/auth.ts'
import type { IssuedSession } from './new-session.ts'
import { recordFailedSignIn, signIn } from './sign-in.ts'

/** The password was right, but the person has two-factor sign-in. */
export interface MfaRequired {
  mfaRequired: true
  mfaToken: string
}

const REFUSAL = 'the e-mail address or the password is wrong'

/**
 * Public: opens a session for an e-mail address and its password, or asks for the second factor.
 * @throws FailedAttemptError, the same and after the same time whether the address is known or not
 */
export async function login(ctx: Ctx, input: Login): Promise<IssuedSession | MfaRequired> {
  const user = await findUserByEmail(ctx.db, emailKey(input.email))
  const hash = user?.active === 1 ? user.passwordHash : null
  const correct = await ctx.passwords.verify(input.password, hash)
  if (!user || !correct) {
    await recordFailedSignIn(ctx, user, 'password')
    throw failedSignIn(REFUSAL)
  }
  if (user.mfaEnabled === 1) {
    return { mfaRequired: true, mfaToken: await signMfaToken(ctx, user) }
  }
  const session = await signIn(ctx, user, 'password')
  if (!session) throw failedSignIn(REFUSAL)
  return session
}

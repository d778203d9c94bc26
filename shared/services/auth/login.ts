import { signMfaToken } from '../../auth/access-tokens.ts'
import { emailKey } from '../../auth/email-key.ts'
import { failedSignIn } from '../../auth/failed-attempt.ts'
import type { Ctx } from '../../context.ts'
import { housekeep } from '../../db/housekeep.ts'
import { findUserByEmail, replacePasswordHash, type UserRow } from '../../repositories/users.ts'
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
  const found = await findUserByEmail(ctx.db, emailKey(input.email))
  const hash = found?.active === 1 ? found.passwordHash : null
  const correct = await ctx.passwords.verify(input.password, hash)
  if (!found || !correct) {
    await recordFailedSignIn(ctx, found, 'password')
    throw failedSignIn(REFUSAL)
  }
  const user = await withPresentCost(ctx, found, input.password)
  if (!user) return login(ctx, input)
  if (user.mfaEnabled === 1) {
    return { mfaRequired: true, mfaToken: await signMfaToken(ctx, user) }
  }
  const session = await signIn(ctx, user, 'password')
  if (!session) throw failedSignIn(REFUSAL)
  return session
}

/**
 * The person, whose password is hashed anew when the cost has changed: only now is it known.
 * @returns undefined when somebody else has set another hash meanwhile
 */
async function withPresentCost(
  ctx: Ctx,
  user: UserRow,
  password: string,
): Promise<UserRow | undefined> {
  if (user.passwordHash === null || !ctx.passwords.isOutdated(user.passwordHash)) return user
  const passwordHash = await ctx.passwords.hash(password)
  const replaced = await housekeep(ctx, (tx) =>
    replacePasswordHash(tx, user, passwordHash, user.updatedAt),
  )
  return replaced ? { ...user, passwordHash } : undefined
}

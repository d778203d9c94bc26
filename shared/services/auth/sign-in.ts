import { mutate } from '../../audit/mutate.ts'
import { userActor } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { holdUser, type UserRow } from '../../repositories/users.ts'
import { type IssuedSession, issueSession, newSession, storeSession } from './new-session.ts'

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'authenticator app' | 'recovery code'

/**
 * Opens a session for somebody whose password was checked.
 * @param spend uses up a second factor inside the transaction; false refuses
 * @returns undefined when the factor was used before, or the person changed since they were read
 */
export async function signIn(
  ctx: Ctx,
  user: UserRow,
  method: SignInMethod,
  spend: (tx: Tx) => Promise<boolean> = () => Promise.resolve(true),
): Promise<IssuedSession | undefined> {
  const session = await newSession()
  const opened = await mutate(ctx, async (tx, audit) => {
    if (!(await holdUser(tx, user)) || !(await spend(tx))) {
      audit.recorded('LOGIN_FAILED', 'user', user.id, { method })
      return false
    }
    ctx.actor = userActor(user, session.id, false)
    await storeSession(ctx, tx, user.id, session)
    audit.recorded('LOGIN', 'user', user.id, { method, session: session.id })
    return true
  })
  return opened ? issueSession(ctx, user, session) : undefined
}

/** Under which failed sign-ins of addresses that nobody has are written down. */
const NOBODY = 'unknown'

/**
 * Writes a failed sign-in down. One for an address that nobody has costs the same write, so that
 * the time of the answer does not tell them apart.
 */
export async function recordFailedSignIn(
  ctx: Ctx,
  user: UserRow | undefined,
  method: SignInMethod,
): Promise<void> {
  await mutate(ctx, (_tx, audit) => {
    audit.recorded('LOGIN_FAILED', 'user', user?.id ?? NOBODY, { method })
    return Promise.resolve()
  })
}

import { mutate } from '../../audit/mutate.ts'
import { userActor } from '../../auth/actor.ts'
import { wrongField } from '../../auth/failed-attempt.ts'
import { requireStrongPassword } from '../../auth/password-policy.ts'
import type { Ctx } from '../../context.ts'
import { sha256 } from '../../encoding.ts'
import {
  deletePasswordResetsOf,
  findOpenPasswordReset,
  usePasswordReset,
} from '../../repositories/password-resets.ts'
import { revokeSessionsOf } from '../../repositories/sessions.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findUser, replacePasswordHash } from '../../repositories/users.ts'
import type { ResetPassword } from '../../schemas/auth.ts'

/**
 * Public: sets the password of whoever got the mail with the token, and ends all their sessions.
 * @throws FailedAttemptError when the token is wrong, used or too old; InvalidError when the
 *   password is weak, which does not use the token up
 */
export async function resetPassword(ctx: Ctx, input: ResetPassword): Promise<void> {
  const tokenHash = await sha256(input.token)
  const userId = await findOpenPasswordReset(ctx.db, tokenHash, ctx.now().toISOString())
  const user = userId === undefined ? undefined : await findUser(ctx.db, userId)
  if (user?.active !== 1) throw deadLink()
  const { companyName } = await findSettings(ctx.db)
  requireStrongPassword(input.password, { ...user, companyName }, 'password')
  const passwordHash = await ctx.passwords.hash(input.password)
  await mutate(ctx, async (tx, audit) => {
    const at = ctx.now().toISOString()
    if (!(await usePasswordReset(tx, tokenHash, at))) throw deadLink()
    if (!(await replacePasswordHash(tx, user, passwordHash, at))) throw deadLink()
    await deletePasswordResetsOf(tx, user.id)
    const sessionsEnded = await revokeSessionsOf(tx, user.id, at)
    ctx.actor = userActor(user, null, false)
    audit.recorded('PASSWORD_RESET', 'user', user.id, { sessionsEnded })
  })
  ctx.actors.clear()
}

function deadLink() {
  return wrongField('token', 'is of a link that was used already or has expired: ask for a new one')
}

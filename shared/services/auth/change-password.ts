import { mutate } from '../../audit/mutate.ts'
import { wrongField } from '../../auth/failed-attempt.ts'
import { requireStrongPassword } from '../../auth/password-policy.ts'
import type { Ctx } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { deletePasswordResetsOf } from '../../repositories/password-resets.ts'
import { revokeSessionsOf } from '../../repositories/sessions.ts'
import { findSettings } from '../../repositories/settings.ts'
import { replacePasswordHash } from '../../repositories/users.ts'
import type { ChangePassword } from '../../schemas/auth.ts'
import { requireSelf } from './self.ts'

/**
 * Gives the caller another password and ends all their other sessions.
 * @throws FailedAttemptError when the current one is wrong, InvalidError when the new one is weak
 */
export async function changePassword(ctx: Ctx, input: ChangePassword): Promise<void> {
  const { user, sessionId } = await requireSelf(ctx)
  const { currentPassword, newPassword } = input
  if (!(await ctx.passwords.verify(currentPassword, user.passwordHash))) throw wrongPassword()
  const { companyName } = await findSettings(ctx.db)
  requireStrongPassword(newPassword, { ...user, companyName }, 'newPassword')
  if (newPassword === currentPassword) {
    throw invalid('newPassword', 'is the password you have: choose another one')
  }
  const passwordHash = await ctx.passwords.hash(newPassword)
  await mutate(ctx, async (tx, audit) => {
    const at = ctx.now().toISOString()
    if (!(await replacePasswordHash(tx, user, passwordHash, at))) throw wrongPassword()
    await deletePasswordResetsOf(tx, user.id)
    const sessionsEnded = await revokeSessionsOf(tx, user.id, at, sessionId)
    audit.recorded('PASSWORD_CHANGED', 'user', user.id, { sessionsEnded })
  })
  ctx.actors.clear()
}

function wrongPassword() {
  return wrongField('currentPassword', 'is not your password')
}

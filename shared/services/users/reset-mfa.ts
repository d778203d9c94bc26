import { mutate } from '../../audit/mutate.ts'
import { authorize, authorizeOver } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { AppError, NotFoundError } from '../../errors.ts'
import { replaceRecoveryCodes } from '../../repositories/recovery-codes.ts'
import { revokeSessionsOf } from '../../repositories/sessions.ts'
import { clearMfa, findUser } from '../../repositories/users.ts'

/**
 * Turns two-factor sign-in off for somebody who lost the app and the recovery codes; their sessions
 * end, and the password alone opens the next one.
 *
 * @throws NotFoundError, AppError ILLEGAL_STATE when it is off
 */
export async function resetMfaOf(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'users:write')
  await mutate(ctx, async (tx, audit) => {
    const user = await findUser(tx, id)
    if (!user) throw new NotFoundError('user', id)
    authorizeOver(ctx.actor, user.role)
    const at = ctx.now().toISOString()
    if (!(await clearMfa(tx, id, at))) {
      throw new AppError('ILLEGAL_STATE', 'two-factor sign-in is off for this person')
    }
    await replaceRecoveryCodes(tx, id, [])
    const sessionsEnded = await revokeSessionsOf(tx, id, at)
    audit.recorded('MFA_DISABLED', 'user', id, { sessionsEnded })
  })
  ctx.actors.clear()
}

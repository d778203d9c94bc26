import { mutate } from '../../audit/mutate.ts'
import { authorize, authorizeOver } from '../../auth/actor.ts'
import { emailKey } from '../../auth/email-key.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { replaceRecoveryCodes } from '../../repositories/recovery-codes.ts'
import { revokeSessionsOf } from '../../repositories/sessions.ts'
import { clearMfa, findUserByEmail } from '../../repositories/users.ts'
import { newPasswordLink, storePasswordLink } from '../auth/password-link.ts'

export interface AccessReset {
  name: string
  email: string
  /** Leads to a page where the person chooses a password, once. */
  url: string
  expiresAt: string
  sessionsEnded: number
  mfaRemoved: boolean
}

/**
 * Lets somebody in again who cannot sign in, without a mail: for the operator of the machine. All
 * sessions of the person end; the password stays until the link is used.
 *
 * @param options `mfa` turns two-factor sign-in off too
 * @throws AppError NOT_FOUND when nobody has the address, ILLEGAL_STATE when the person is deactivated
 */
export async function resetAccess(
  ctx: Ctx,
  email: string,
  { mfa }: { mfa: boolean },
): Promise<AccessReset> {
  authorize(ctx.actor, 'users:write')
  const link = await newPasswordLink('reset')
  const done = await mutate(ctx, async (tx, audit) => {
    const user = await findUserByEmail(tx, emailKey(email))
    if (!user) throw new AppError('NOT_FOUND', `nobody has the address ${email}`)
    authorizeOver(ctx.actor, user.role)
    if (user.active !== 1) {
      throw new AppError('ILLEGAL_STATE', `${user.email} is deactivated: an owner can change that`)
    }
    const at = ctx.now().toISOString()
    const { url, expiresAt } = await storePasswordLink(ctx, tx, user.id, link)
    const mfaRemoved = mfa && (await clearMfa(tx, user.id, at))
    if (mfaRemoved) await replaceRecoveryCodes(tx, user.id, [])
    const sessionsEnded = await revokeSessionsOf(tx, user.id, at)
    audit.recorded('ACCESS_RESET', 'user', user.id, { sessionsEnded, mfaRemoved })
    return { name: user.name, email: user.email, url, expiresAt, sessionsEnded, mfaRemoved }
  })
  ctx.actors.clear()
  return done
}

import { authorizeSignedIn } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findUser } from '../../repositories/users.ts'
import type { Me } from '../../schemas/auth.ts'
import { userView } from '../users/view.ts'

/** Who the caller is and what they may do; for an API token its person and its own permissions. */
export async function readMe(ctx: Ctx): Promise<Me> {
  authorizeSignedIn(ctx.actor)
  const { userId, permissions, mfaSetupRequired } = ctx.actor
  const row = userId === null ? undefined : await findUser(ctx.db, userId)
  if (!row) throw new AppError('UNAUTHENTICATED', 'there is no person behind this sign-in')
  const user = userView(row)
  return {
    user,
    role: user.role,
    permissions: [...permissions],
    mfaEnabled: user.mfaEnabled,
    mfaSetupRequired,
  }
}

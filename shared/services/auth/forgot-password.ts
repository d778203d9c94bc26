import { mutate } from '../../audit/mutate.ts'
import { emailKey } from '../../auth/email-key.ts'
import type { Ctx } from '../../context.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findUserByEmail, holdUser } from '../../repositories/users.ts'
import { newPasswordLink, sendPasswordLink } from './password-link.ts'

/** Longer than the work for a known address takes. */
const ANSWER_MS = 250

/**
 * Public: sends a link to choose a new password, if an active person has the address. It returns
 * alike and after the same time whether somebody has it or not.
 */
export async function requestPasswordReset(ctx: Ctx, email: string): Promise<void> {
  const answer = new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
  try {
    await sendReset(ctx, email)
  } finally {
    await answer
  }
}

async function sendReset(ctx: Ctx, email: string): Promise<void> {
  const user = await findUserByEmail(ctx.db, emailKey(email))
  if (user?.active !== 1) return
  const { companyName } = await findSettings(ctx.db)
  const link = await newPasswordLink('reset')
  await mutate(ctx, async (tx, audit) => {
    // An address that is no longer theirs, or a person who has left, must get no link that works.
    if (!(await holdUser(tx, user))) {
      audit.nothingChanged()
      return
    }
    await sendPasswordLink(ctx, tx, user, link, companyName)
    audit.recorded('PASSWORD_RESET_REQUESTED', 'user', user.id)
  })
  ctx.mailQueued()
}

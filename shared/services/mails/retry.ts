import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { AppError, NotFoundError } from '../../errors.ts'
import { findMail, requeueMail } from '../../repositories/mail-messages.ts'
import type { Mail } from '../../schemas/mails.ts'
import { mailView } from './view.ts'

/**
 * Queues a failed mail anew, with all its attempts before it.
 * @throws NotFoundError, AppError ILLEGAL_STATE when the mail has not failed
 */
export async function retryMail(ctx: Ctx, id: string): Promise<Mail> {
  authorize(ctx.actor, 'mails:write')
  const mail = await mutate(ctx, async (tx, audit) => {
    const row = await requeueMail(tx, id, ctx.now().toISOString())
    if (row) {
      audit.recorded('RETRY', 'mail', id)
      return mailView(tx, row)
    }
    const known = await findMail(tx, id)
    if (!known) throw new NotFoundError('mail', id)
    const state = known.state
    throw new AppError('ILLEGAL_STATE', `only a failed mail is sent again: this one is ${state}`, {
      state,
    })
  })
  ctx.mailQueued()
  return mail
}

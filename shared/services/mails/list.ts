import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { findMails } from '../../repositories/mail-messages.ts'
import type { Page } from '../../repositories/page.ts'
import type { ListMails, Mail } from '../../schemas/mails.ts'
import { mailViews } from './view.ts'

/** The mails of the outbox, newest first. */
export async function listMails(ctx: Ctx, query: ListMails): Promise<Page<Mail>> {
  authorize(ctx.actor, 'mails:read')
  const page = await findMails(ctx.db, query)
  return { ...page, items: await mailViews(ctx.db, page.items) }
}

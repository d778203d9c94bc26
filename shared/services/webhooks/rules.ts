import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { webhookUrlProblem } from '../../domain/webhook-url.ts'
import { AppError, invalid, NotFoundError } from '../../errors.ts'
import { findWebhook, type WebhookRow } from '../../repositories/webhooks.ts'

/** @throws InvalidError when the URL may not be called */
export function requireAllowedUrl({ webhookSender }: Ctx, url: string): void {
  const problem = webhookUrlProblem(url, webhookSender.allowPrivate)
  if (problem !== undefined) throw invalid('url', problem)
}

/** @throws NotFoundError */
export async function requireWebhook(db: Db, id: string): Promise<WebhookRow> {
  const row = await findWebhook(db, id)
  if (!row) throw new NotFoundError('webhook', id)
  return row
}

/** @throws NotFoundError, AppError ILLEGAL_STATE when it is not active */
export async function requireActiveWebhook(db: Db, id: string): Promise<WebhookRow> {
  const row = await requireWebhook(db, id)
  if (row.active === 1) return row
  throw new AppError('ILLEGAL_STATE', 'the webhook is not active: nothing is sent to it')
}

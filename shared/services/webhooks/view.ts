import { publicWebhookUrl } from '../../domain/webhook-url.ts'
import type { DeliveryRow } from '../../repositories/webhook-deliveries.ts'
import type { WebhookRow } from '../../repositories/webhooks.ts'
import type { Webhook, WebhookDelivery } from '../../schemas/webhooks.ts'

export function webhookView(row: WebhookRow): Webhook {
  const { position: _position, types, active, ...shown } = row
  return { ...shown, types: JSON.parse(types) as string[], active: active === 1 }
}

/** A webhook as the audit log shows it. */
export function auditedWebhook(webhook: Webhook): Webhook {
  return { ...webhook, url: publicWebhookUrl(webhook.url) }
}

/** The same of one that was changed, which says so also when what changed of its URL is not shown. */
export function auditedChange(before: Webhook, after: Webhook): [before: Webhook, after: Webhook] {
  const [old, shown] = [auditedWebhook(before), auditedWebhook(after)]
  const isHidden = before.url !== after.url && old.url === shown.url
  return [old, isHidden ? { ...shown, url: `${shown.url} (another one there)` } : shown]
}

export function deliveryView(row: DeliveryRow): WebhookDelivery {
  return { ...row, nextAttemptAt: row.state === 'queued' ? row.nextAttemptAt : null }
}

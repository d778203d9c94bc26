import type { DeliveryRow } from '../../repositories/webhook-deliveries.ts'
import type { WebhookRow } from '../../repositories/webhooks.ts'
import type { Webhook, WebhookDelivery } from '../../schemas/webhooks.ts'

export function webhookView(row: WebhookRow): Webhook {
  const { position: _position, types, active, ...shown } = row
  return { ...shown, types: JSON.parse(types) as string[], active: active === 1 }
}

export function deliveryView(row: DeliveryRow): WebhookDelivery {
  return { ...row, nextAttemptAt: row.state === 'queued' ? row.nextAttemptAt : null }
}

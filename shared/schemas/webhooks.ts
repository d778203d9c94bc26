import * as z from 'zod'
import { EventType } from './events.ts'
import { id, Instant, optionalText, pageOf, pageQuery, versioned } from './values.ts'

const MAX_TYPES = 100

const fields = {
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000') && URL.canParse(text), {
      message: 'must be a URL such as https://shop.example/hooks',
    })
    .meta({ format: 'uri', example: 'https://shop.example/hooks' }),
  description: optionalText(200).optional(),
  types: z
    .array(EventType)
    .max(MAX_TYPES)
    .optional()
    .describe('types that are sent, e.g. `order.*`; none stands for all'),
  active: z.boolean().optional(),
}

export const CreateWebhook = z.strictObject(fields).meta({
  id: 'CreateWebhook',
  example: { url: 'https://shop.example/hooks', types: ['stock.*', 'order.advance'] },
})
export type CreateWebhook = z.infer<typeof CreateWebhook>

export const UpdateWebhook = z
  .strictObject({ ...fields, url: fields.url.optional(), ...versioned })
  .meta({ id: 'UpdateWebhook', example: { active: false, version: 1 } })
export type UpdateWebhook = z.infer<typeof UpdateWebhook>

export const Webhook = z
  .object({
    id: id('webhook'),
    url: z.string(),
    description: z.string().nullable(),
    types: z.array(z.string()),
    active: z.boolean(),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

export const WebhookWithSecret = Webhook.extend({
  secret: z.string().meta({
    description: 'shown this once: verify with it what comes in (Standard Webhooks)',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  }),
}).meta({ id: 'WebhookWithSecret' })
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>

export const WebhookPage = pageOf(Webhook).meta({ id: 'WebhookPage' })

export const deliveryStates = ['queued', 'delivered', 'failed'] as const

export const WebhookDelivery = z
  .object({
    id: id('delivery'),
    webhookId: id('webhook'),
    eventId: id('event').describe('sent as `webhook-id`'),
    type: z.string().nullable().meta({ description: 'null once the event was removed' }),
    state: z.enum(deliveryStates),
    attempts: z.int(),
    nextAttemptAt: Instant.nullable().meta({ description: 'null unless queued' }),
    lastStatus: z.int().nullable().meta({ description: 'null when there was no answer' }),
    lastError: z.string().nullable(),
    createdAt: Instant,
    deliveredAt: Instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookDeliveryPage = pageOf(WebhookDelivery).meta({ id: 'WebhookDeliveryPage' })

export const ListDeliveries = z.strictObject({
  state: z.enum(deliveryStates).optional().describe('only deliveries in this state'),
  ...pageQuery,
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

import type { Flag, InstantText, JsonText } from './types.ts'

/** What happened, written in the transaction that did it. */
export interface EventTable {
  id: string
  at: InstantText
  /** Entity and action, e.g. `product.updated`. */
  type: string
  entity: string
  /** Ids of the records, at most 1,000. */
  entityIds: JsonText
  /** How many records there were. */
  count: number
  actorName: string
  requestId: string
  /** The place in the order in which everybody sees the events; null until a job has given it. */
  position: number | null
}

/** An event as it is written; its place comes later. */
export type EventRecord = Omit<EventTable, 'position'>

export interface WebhookTable {
  id: string
  url: string
  description: string | null
  /** Types that are sent; an empty list stands for all. */
  types: JsonText
  /** Encrypted. */
  sealedSecret: string
  /** The secret before, also encrypted, with which is signed too until the instant below. */
  sealedOldSecret: string | null
  oldSecretUntil: InstantText | null
  active: Flag
  /** The last event that deliveries were made for. */
  position: number
  version: number
  createdAt: InstantText
  updatedAt: InstantText
}

export interface WebhookDeliveryTable {
  id: string
  webhookId: string
  eventId: string
  state: 'queued' | 'delivered' | 'failed'
  attempts: number
  nextAttemptAt: InstantText
  /** The HTTP status of the last attempt, null when there was no answer. */
  lastStatus: number | null
  lastError: string | null
  createdAt: InstantText
  deliveredAt: InstantText | null
}

export interface EventTables {
  event: EventTable
  webhook: WebhookTable
  webhookDelivery: WebhookDeliveryTable
}

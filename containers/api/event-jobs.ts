import type { Platform } from '#shared/context.ts'
import { deliverDueWebhooks } from '#shared/events/deliver.ts'
import { queueDeliveries } from '#shared/events/fan-out.ts'
import { placeEvents } from '#shared/events/place.ts'
import type { Job } from './jobs.ts'

/**
 * The jobs that take events from the outbox to those who want to know: the first gives them their
 * places, the second calls the webhooks.
 * @param trigger runs the job of that name soon
 */
export function eventJobs(platform: Platform, trigger: (name: string) => void): Job[] {
  return [
    {
      name: 'events',
      // Commands and other runtimes write events too, and cannot trigger this.
      everyMs: 1_000,
      gatherMs: 250,
      async run(signal) {
        await placeEvents(platform, signal)
        trigger('webhooks')
      },
    },
    {
      name: 'webhooks',
      everyMs: 10_000,
      async run(signal) {
        await queueDeliveries(platform, signal)
        await deliverDueWebhooks(platform, signal)
      },
    },
  ]
}

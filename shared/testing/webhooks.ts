import { expect } from 'vitest'
import { mutate } from '#shared/audit/mutate.ts'
import { deliverDueWebhooks } from '#shared/events/deliver.ts'
import { queueDeliveries } from '#shared/events/fan-out.ts'
import { placeEvents } from '#shared/events/place.ts'
import type { TestApp } from './test-app.ts'

/** What a test of webhooks needs to do through the API. */
export const webhookRights = ['webhooks:read', 'webhooks:write'] as const

export async function addWebhook(t: TestApp, url: string, input: object = {}) {
  const res = await t.send('POST', '/webhooks', { url, ...input })
  expect(res.status, await res.clone().text()).toBe(201)
  return (await res.json()) as { id: string; secret: string }
}

/** Something happens to each of these records. */
export async function happen(t: TestApp, entity: string, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await mutate(t.systemCtx(), (_, audit) => {
      audit.created(entity, { id })
      return Promise.resolve()
    })
  }
}

/** One run of the jobs. */
export async function runWebhooks(
  t: TestApp,
  signal = new AbortController().signal,
): Promise<void> {
  await placeEvents(t.platform)
  await queueDeliveries(t.platform)
  await deliverDueWebhooks(t.platform, signal)
}

/** What the API shows of the deliveries of a webhook. */
export async function deliveriesOf(t: TestApp, id: string, query = '') {
  const res = await t.send('GET', `/webhooks/${id}/deliveries${query}`)
  expect(res.status).toBe(200)
  return (await res.json()).items
}

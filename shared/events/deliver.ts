import { unseal } from '../auth/keys.ts'
import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import type { EventRecord } from '../db/event-tables.ts'
import { codeOf, messageOf } from '../errors.ts'
import { findEvent } from '../repositories/events.ts'
import {
  claimDeliveries,
  type ClaimedDelivery,
  findDueWebhookIds,
  settleDelivery,
} from '../repositories/webhook-deliveries.ts'
import { findWebhookTarget } from '../repositories/webhooks.ts'
import { signWebhook } from './signature.ts'
import { RefusedAddressError } from './webhook-sender.ts'

/** After so many attempts, about a day, a delivery has failed and waits for a person. */
export const MAX_DELIVERY_ATTEMPTS = 11
/** How long one call may take, from the look-up of the name to the status. */
export const CALL_TIMEOUT_MS = 15_000

const FIRST_DELAY_MS = 5_000
const MAX_DELAY_MS = 6 * 3_600_000
/** Of the delay, so much up or down is chance: who failed together must not return together. */
const JITTER = 0.2
/** Outlives every call, so only the delivery of a process that died is taken by another. */
export const LEASE_MS = 60_000
/** Calls of one webhook at the same time. */
const CALLS_AT_ONCE = 5
/** How often a busy run looks whether another webhook has something due. */
const LOOK_MS = 1_000
const MAX_ERROR_LENGTH = 200
/** The receiver says that it will never take anything again. */
const GONE = 410

type Courier = Pick<Platform, 'db' | 'writer' | 'now' | 'log' | 'keys' | 'webhookSender'>

type Target = NonNullable<Awaited<ReturnType<typeof findWebhookTarget>>>

/**
 * Calls every webhook for what is due. Each webhook has its own calls, so that a slow or broken one
 * keeps no other waiting; any number of processes may do this at once, and each delivery is claimed
 * by one of them. What is not taken is tried again after 5 s, 20 s, … up to 6 hours.
 *
 * @param signal breaks off the calls; they are made again, without being counted
 */
export async function deliverDueWebhooks(platform: Courier, signal: AbortSignal): Promise<void> {
  const busy = new Map<string, Promise<void>>()
  const broken = new Set<string>()
  for (;;) {
    const due = signal.aborted ? [] : await findDueWebhookIds(platform.db, isoNow(platform))
    for (const id of due) {
      if (busy.has(id) || broken.has(id)) continue
      const work = deliverTo(platform, id, signal)
        .catch((error: unknown) => {
          // The next run tries again; this one would go round in circles.
          broken.add(id)
          platform.log.error('a webhook failed', error, { webhook: id })
        })
        .finally(() => busy.delete(id))
      busy.set(id, work)
    }
    if (busy.size === 0) return
    await firstOf(busy.values())
  }
}

/** Waits until one of them is done, or it is time to look again. */
async function firstOf(works: Iterable<Promise<void>>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = new Promise<void>((resolve) => (timer = setTimeout(resolve, LOOK_MS)))
  await Promise.race([...works, look])
  clearTimeout(timer)
}

/** How long the next attempt waits after this many, in ms; `chance` is from 0 to 1. */
export function deliveryDelay(attempts: number, chance: number): number {
  const delay = Math.min(FIRST_DELAY_MS * 4 ** (attempts - 1), MAX_DELAY_MS)
  return Math.round(delay * (1 - JITTER + 2 * JITTER * chance))
}

async function deliverTo(platform: Courier, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // Read anew each time: a backlog takes hours, and whoever turns the webhook off, sends it
    // elsewhere or gives it another secret means what is still to be sent, too.
    const target = await findWebhookTarget(platform.db, id)
    if (!target) return
    const secrets = await secretsOf(platform, target)
    const now = platform.now()
    const lease = {
      now: now.toISOString(),
      leaseUntil: new Date(now.getTime() + LEASE_MS).toISOString(),
      limit: CALLS_AT_ONCE,
    }
    const claimed = await housekeep(platform, (tx) => claimDeliveries(tx, id, lease))
    if (claimed.length === 0) return
    await Promise.all(
      claimed.map((delivery) => attempt(platform, { delivery, url: target.url, secrets, signal })),
    )
  }
}

async function secretsOf({ keys, now }: Courier, target: Target): Promise<string[]> {
  const { sealedSecret, sealedOldSecret, oldSecretUntil } = target
  const isOldGood = oldSecretUntil !== null && oldSecretUntil > now().toISOString()
  const sealed = isOldGood && sealedOldSecret ? [sealedSecret, sealedOldSecret] : [sealedSecret]
  return Promise.all(sealed.map((text) => unseal(keys, text)))
}

interface Attempt {
  delivery: ClaimedDelivery
  url: string
  secrets: readonly string[]
  signal: AbortSignal
}

async function attempt(platform: Courier, { delivery, url, secrets, signal }: Attempt) {
  const event = await findEvent(platform.db, delivery.eventId)
  if (!event) return settle(platform, delivery, { problem: 'the event was removed', final: true })
  const { body, headers } = await callOf(event, secrets, platform.now())
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS)
  let result: Result
  try {
    const both = AbortSignal.any([signal, timeout])
    result = resultOf(await platform.webhookSender.send({ url, headers, body, signal: both }))
  } catch (error) {
    if (signal.aborted) return giveBack(platform, delivery)
    const problem = timeout.aborted ? `no answer within ${CALL_TIMEOUT_MS / 1000} s` : words(error)
    result = { problem, final: error instanceof RefusedAddressError }
  }
  // Outside the try: what the database refuses is nothing that the receiver has said.
  return settle(platform, delivery, result)
}

function resultOf(status: number): Result {
  if (status >= 200 && status < 300) return { status }
  return { status, problem: `answered ${status}`, final: status === GONE }
}

async function callOf(event: EventRecord, secrets: readonly string[], now: Date) {
  const { id, type, at, entity, entityIds, count } = event
  const data = { entity, ids: JSON.parse(entityIds) as string[], count }
  const body = JSON.stringify({ type, timestamp: at, data })
  const timestamp = Math.floor(now.getTime() / 1000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Stockroom',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': await signWebhook(secrets, { id, timestamp, body }),
  }
  return { body, headers }
}

interface Result {
  status?: number
  /** Undefined when the call was taken. */
  problem?: string
  /** Another attempt would end the same way. */
  final?: boolean
}

async function settle(platform: Courier, delivery: ClaimedDelivery, result: Result) {
  const { status = null, problem, final = false } = result
  const { id, attempts } = delivery
  const now = platform.now()
  const seen = { lastStatus: status, lastError: problem ?? null }
  const failed = final || attempts >= MAX_DELIVERY_ATTEMPTS
  const wait = deliveryDelay(attempts, Math.random())
  const outcome =
    problem === undefined
      ? ({ ...seen, state: 'delivered', deliveredAt: now.toISOString() } as const)
      : failed
        ? ({ ...seen, state: 'failed' } as const)
        : { ...seen, nextAttemptAt: new Date(now.getTime() + wait).toISOString() }
  await housekeep(platform, (tx) => settleDelivery(tx, delivery, outcome))
  if (problem === undefined) return
  const what = failed ? 'webhook delivery failed' : 'webhook not taken, will be retried'
  platform.log.warn(what, { delivery: id, attempts, reason: problem })
}

/** The process ends: somebody else may take it at once. */
async function giveBack(platform: Courier, delivery: ClaimedDelivery): Promise<void> {
  const outcome = { attempts: delivery.attempts - 1, nextAttemptAt: isoNow(platform) }
  await housekeep(platform, (tx) => settleDelivery(tx, delivery, outcome))
}

function isoNow({ now }: Courier): string {
  return now().toISOString()
}

/** What went wrong, in a form that both databases store. */
function words(error: unknown): string {
  const code = codeOf(error)
  return (code === '' ? messageOf(error) : `${code}: ${messageOf(error)}`)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MAX_ERROR_LENGTH)
    .toWellFormed()
}

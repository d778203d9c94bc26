import { unseal } from '../auth/keys.ts'
import type { Platform } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import { fromBase64 } from '../encoding.ts'
import { findAttachments } from '../repositories/mail-attachments.ts'
import {
  claimMail,
  findDueMailIds,
  type MailRow,
  settleMail,
} from '../repositories/mail-messages.ts'
import { messageOf } from '../errors.ts'
import { type NewMail, queueMail } from './queue.ts'
import { MailError, type MailTransport, type OutgoingMail } from './transport.ts'

/** After so many attempts, about 20 hours, a mail has failed and waits for a person. */
export const MAX_ATTEMPTS = 12

const BATCH = 20
const MINUTE_MS = 60_000
const MAX_DELAY_MS = 6 * 60 * MINUTE_MS
/** A transport that has not answered by then counts as failed. */
const SEND_TIMEOUT_MS = 2 * MINUTE_MS
/** Outlives every attempt, so only the mail of a process that died is taken by another. */
const LEASE_MS = 10 * MINUTE_MS
const MAX_ERROR_LENGTH = 500

type Courier = Pick<Platform, 'db' | 'writer' | 'now' | 'log' | 'keys'>

/** How many mails ended in which way. */
export interface DeliveryTally {
  sent: number
  retried: number
  failed: number
}

/**
 * Sends every mail that is due. Any number of processes may do so at once: each mail is claimed by
 * one of them. What is not taken is tried again after 1 minute, 2, 4, … up to 6 hours.
 *
 * @param signal ends the work after the mail that is on its way
 */
export async function deliverDueMails(
  platform: Courier,
  transport: MailTransport,
  signal?: AbortSignal,
): Promise<DeliveryTally> {
  const tally: DeliveryTally = { sent: 0, retried: 0, failed: 0 }
  for (;;) {
    const ids = await findDueMailIds(platform.db, platform.now().toISOString(), BATCH)
    let claimed = 0
    for (const id of ids) {
      if (signal?.aborted) return tally
      const outcome = await deliver(platform, transport, id)
      if (!outcome) continue
      claimed += 1
      tally[outcome] += 1
    }
    if (ids.length < BATCH || claimed === 0) return tally
  }
}

/** How long the next attempt waits after this many, in ms. */
export function retryDelay(attempts: number): number {
  return Math.min(MINUTE_MS * 2 ** (attempts - 1), MAX_DELAY_MS)
}

async function deliver(
  platform: Courier,
  transport: MailTransport,
  id: string,
): Promise<keyof DeliveryTally | undefined> {
  const now = platform.now()
  const leaseUntil = new Date(now.getTime() + LEASE_MS).toISOString()
  const row = await housekeep(platform, (tx) =>
    claimMail(tx, { id, now: now.toISOString(), leaseUntil }),
  )
  if (!row) return undefined
  try {
    await withTimeout(transport.send(await outgoing(platform, row)))
  } catch (error) {
    return settleFailure(platform, transport, row, error)
  }
  const sent = {
    state: 'sent',
    lastError: null,
    sentAt: platform.now().toISOString(),
    kept: transport.keeps ? 1 : 0,
  } as const
  await housekeep(platform, (tx) => settleMail(tx, row, row.sealed ? { ...sent, body: '' } : sent))
  platform.log.info('mail sent', { mail: row.id, transport: transport.name })
  return 'sent'
}

async function settleFailure(
  platform: Courier,
  transport: MailTransport,
  row: MailRow,
  error: unknown,
): Promise<'retried' | 'failed'> {
  const lastError = describe(error)
  const permanent = error instanceof MailError && error.permanent
  const failed = permanent || row.attempts >= MAX_ATTEMPTS
  const next = new Date(platform.now().getTime() + retryDelay(row.attempts)).toISOString()
  await housekeep(platform, async (tx) => {
    const outcome = failed ? { state: 'failed' as const } : { nextAttemptAt: next }
    const isNoted = await settleMail(tx, row, { ...outcome, lastError })
    const notice = failed && isNoted ? undelivered(row, lastError) : undefined
    if (notice) await queueMail(platform, tx, notice)
  })
  platform.log.warn(failed ? 'mail failed' : 'mail not sent, will be retried', {
    mail: row.id,
    transport: transport.name,
    attempts: row.attempts,
    reason: lastError,
  })
  return failed ? 'failed' : 'retried'
}

/** What whoever waits for an answer must learn: there will be none. */
function undelivered(row: MailRow, reason: string): NewMail | undefined {
  const { replyTo, recipient, subject, createdAt } = row
  if (replyTo === null) return undefined
  const text = `A mail that you sent could not be delivered, and is not tried again.

To: ${recipient}
Subject: ${subject}
Written: ${createdAt}
Reason: ${reason}

Send it once more, to another address if need be.
`
  return { to: replyTo, subject: `Not delivered: ${subject}`, text }
}

async function outgoing(platform: Courier, row: MailRow): Promise<OutgoingMail> {
  const { id, recipient: to, subject, replyTo } = row
  const files = await findAttachments(platform.db, id)
  const attachments = files.map(({ name, type, content }) => ({
    name,
    type,
    bytes: fromBase64(content),
  }))
  return {
    id,
    to,
    subject,
    text: await textOf(platform, row),
    ...(replyTo !== null && { replyTo }),
    ...(attachments.length > 0 && { attachments }),
    createdAt: new Date(row.createdAt),
  }
}

async function textOf({ keys }: Courier, { sealed, body }: MailRow): Promise<string> {
  if (!sealed) return body
  try {
    return await unseal(keys, body)
  } catch (cause) {
    const message = messageOf(cause)
    throw new MailError(message, { permanent: true, cause })
  }
}

async function withTimeout(sending: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    const message = `no answer within ${SEND_TIMEOUT_MS / 1000} s`
    timer = setTimeout(() => reject(new MailError(message, { permanent: false })), SEND_TIMEOUT_MS)
  })
  try {
    await Promise.race([sending, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** What a foreign server said, in a form that both databases store. */
function describe(error: unknown): string {
  const text = messageOf(error)
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MAX_ERROR_LENGTH)
    .toWellFormed()
}

import { sealAudit } from '../audit/seal.ts'
import type { Platform } from '../context.ts'
import { deliverDueWebhooks } from '../events/deliver.ts'
import { queueDeliveries } from '../events/fan-out.ts'
import { placeEvents } from '../events/place.ts'
import { deliverDueMails } from '../mail/deliver.ts'
import type { MailTransport } from '../mail/transport.ts'
import { housekeepDatabase } from './housekeeping.ts'
import { runMonitorWhenDue } from './monitor.ts'

/** Work that nobody waits for, and that any number of processes may do at once. */
export interface Work {
  name: 'events' | 'webhooks' | 'mail' | 'audit seals' | 'monitor' | 'housekeeping'
  /** How often a process that stays does it. */
  everyMs: number
  run: (signal: AbortSignal) => Promise<unknown>
}

export interface WorkOptions {
  /** Undefined where nothing can send: mails then stay queued and are shown in the web. */
  transport: MailTransport | undefined
  /** 0 for never. */
  monitorEveryMinutes: number
}

/**
 * All work in the order in which one piece prepares the next. Calling webhooks is the last one: how
 * long it takes is up to strangers.
 */
export function backgroundWork(platform: Platform, options: WorkOptions): Work[] {
  const { transport, monitorEveryMinutes } = options
  const works: Work[] = [
    {
      name: 'events',
      // Commands and other processes write events too, and tell nobody.
      everyMs: 1_000,
      // Deliveries are queued here and not where webhooks are called, which may go on for hours
      // while a receiver hangs.
      async run(signal) {
        await placeEvents(platform, signal)
        await queueDeliveries(platform, signal)
      },
    },
    { name: 'audit seals', everyMs: 10_000, run: (signal) => sealAudit(platform, signal) },
    {
      name: 'housekeeping',
      everyMs: 3_600_000,
      run: (signal) => housekeepDatabase(platform, signal),
    },
  ]
  if (monitorEveryMinutes > 0) {
    const run = (signal: AbortSignal) => runMonitorWhenDue(platform, monitorEveryMinutes, signal)
    works.push({ name: 'monitor', everyMs: 60_000, run })
  }
  if (transport) {
    const run = (signal: AbortSignal) => deliverDueMails(platform, transport, signal)
    // After the monitor, whose digest is a mail.
    works.push({ name: 'mail', everyMs: 5_000, run })
  }
  const run = (signal: AbortSignal) => deliverDueWebhooks(platform, signal)
  return [...works, { name: 'webhooks', everyMs: 10_000, run }]
}

/** What a run did: the names of the works, by how they ended. */
export interface WorkReport {
  done: Work['name'][]
  failed: Work['name'][]
}

/**
 * Does all work once, for platforms that wake a function by the clock. A work that fails is logged
 * and keeps no other from being done.
 *
 * @param signal ends it early; what is left is done the next time
 */
export async function runWork(
  { log }: Pick<Platform, 'log'>,
  works: readonly Work[],
  signal: AbortSignal,
): Promise<WorkReport> {
  const report: WorkReport = { done: [], failed: [] }
  for (const { name, run } of works) {
    if (signal.aborted) break
    try {
      await run(signal)
      report.done.push(name)
    } catch (error) {
      log.error('job failed', error, { job: name })
      report.failed.push(name)
    }
  }
  return report
}

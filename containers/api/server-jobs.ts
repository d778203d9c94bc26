import type { Platform } from '#shared/context.ts'
import { backgroundWork, type Work } from '#shared/jobs/background-work.ts'
import type { MailTransport } from '#shared/mail/transport.ts'
import type { Config } from './config.ts'
import { type Job, type RunningJobs, startJobs } from './jobs.ts'

/**
 * Starts the background work of a server that stays, and lets the platform trigger it.
 * @param others jobs that only some servers have
 */
export function startServerJobs(
  platform: Platform,
  transport: MailTransport,
  { MONITOR_EVERY_MINUTES: monitorEveryMinutes }: Pick<Config, 'MONITOR_EVERY_MINUTES'>,
  others: readonly Job[] = [],
): RunningJobs {
  const works = backgroundWork(platform, { transport, monitorEveryMinutes })
  const placed = () => jobs.trigger('webhooks')
  const jobs = startJobs(platform, [
    ...works.map((work) => (work.name === 'events' ? promptly(work, placed) : work)),
    ...others,
  ])
  platform.mailQueued = () => jobs.trigger('mail')
  platform.eventsWritten = () => jobs.trigger('events')
  return jobs
}

/** What was written together gets its places together, and what follows begins at once. */
function promptly(work: Work, placed: () => void): Job {
  const run = async (signal: AbortSignal) => {
    await work.run(signal)
    placed()
  }
  return { ...work, gatherMs: 250, run }
}

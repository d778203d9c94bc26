import type { Platform } from '#shared/context.ts'

/** Work that a process does by itself again and again. */
export interface Job {
  name: string
  /** From the end of one run to the beginning of the next. */
  everyMs: number
  /** How long a trigger waits for others, so that one run heeds them all; 0 unless said. */
  gatherMs?: number
  /** @param signal is aborted when the process ends; what can stop early should */
  run: (signal: AbortSignal) => Promise<unknown>
}

export interface RunningJobs {
  /** Runs a job as soon as possible; once more when it is running already. */
  trigger(name: string): void
  /** Starts nothing any more and waits for what is running, but not for ever. */
  stop(): Promise<void>
}

/** The first runs wait until the server has answered its first requests. */
const FIRST_RUN_MS = 1_000
/** How long a stop waits for jobs that do not heed their signal. */
const STOP_MS = 8_000

/**
 * Starts the jobs of a process. A job never overlaps with itself, and one that fails is logged and
 * runs again at its next turn.
 */
export function startJobs(platform: Pick<Platform, 'log'>, jobs: readonly Job[]): RunningJobs {
  const ending = new AbortController()
  const started = new Map(jobs.map((job) => [job.name, startJob(platform, job, ending.signal)]))
  return {
    trigger(name) {
      const job = started.get(name)
      if (!job) throw new Error(`there is no job ${name}`)
      job.trigger()
    },
    async stop() {
      ending.abort()
      const running = Promise.all([...started.values()].map((job) => job.ended()))
      let timer: ReturnType<typeof setTimeout> | undefined
      const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_MS)))
      await Promise.race([running, timeout])
      clearTimeout(timer)
    },
  }
}

function startJob({ log }: Pick<Platform, 'log'>, job: Job, ending: AbortSignal) {
  let running: Promise<void> | undefined
  let triggers = 0
  let gathering = false
  let timer = setTimeout(begin, FIRST_RUN_MS)
  ending.addEventListener('abort', () => clearTimeout(timer))

  function begin(): void {
    if (ending.aborted) return
    clearTimeout(timer)
    gathering = false
    running = run()
  }

  async function run(): Promise<void> {
    const heeded = triggers
    try {
      await job.run(ending)
    } catch (error) {
      log.error('job failed', error, { job: job.name })
    }
    running = undefined
    if (ending.aborted) return
    if (triggers > heeded) gather()
    else timer = setTimeout(begin, job.everyMs)
  }

  /** Many triggers come within a moment, so the timer is set for the first of them only. */
  function gather(): void {
    if (gathering) return
    gathering = true
    clearTimeout(timer)
    timer = setTimeout(begin, job.gatherMs ?? 0)
  }

  return {
    trigger(): void {
      triggers += 1
      if (!running && !ending.aborted) gather()
    },
    ended: () => running ?? Promise.resolve(),
  }
}

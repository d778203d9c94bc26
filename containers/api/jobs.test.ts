import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Job, startJobs } from '#containers/api/jobs.ts'
import { silentLog } from '#shared/log.ts'

const platform = { log: silentLog }
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A job that counts its runs and lasts until it is let go. */
function slowJob(name = 'slow', everyMs = 5_000) {
  const state = { begun: 0, running: 0, most: 0, release: () => {} }
  const job: Job = {
    name,
    everyMs,
    async run() {
      state.begun += 1
      state.running += 1
      state.most = Math.max(state.most, state.running)
      await new Promise<void>((resolve) => (state.release = resolve))
      state.running -= 1
    },
  }
  return { job, state }
}

describe('jobs', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('run soon after the start and then again and again', async () => {
    const run = vi.fn(() => Promise.resolve())
    const jobs = startJobs(platform, [{ name: 'mail', everyMs: 5_000, run }])
    expect(run).not.toHaveBeenCalled()
    await wait(1_000)
    expect(run).toHaveBeenCalledTimes(1)
    await wait(15_000)
    expect(run).toHaveBeenCalledTimes(4)
    await jobs.stop()
  })

  it('never overlap with themselves, but do with others', async () => {
    const [first, second] = [slowJob('first'), slowJob('second')]
    const jobs = startJobs(platform, [first.job, second.job])
    await wait(60_000)
    expect(first.state).toMatchObject({ begun: 1, running: 1 })
    expect(second.state).toMatchObject({ begun: 1, running: 1 })

    first.state.release()
    await wait(4_999)
    expect(first.state.begun).toBe(1)
    await wait(1)
    expect(first.state).toMatchObject({ begun: 2, most: 1 })
    first.state.release()
    second.state.release()
    await jobs.stop()
  })

  it('run at once when triggered, and once more when they are running already', async () => {
    const { job, state } = slowJob('mail', 60_000)
    const jobs = startJobs(platform, [job])
    jobs.trigger('mail')
    await wait(0)
    expect(state.begun).toBe(1)

    jobs.trigger('mail')
    jobs.trigger('mail')
    await wait(30_000)
    expect(state.begun).toBe(1)
    state.release()
    await wait(0)
    expect(state).toMatchObject({ begun: 2, most: 1 })
    state.release()
    await wait(59_999)
    expect(state.begun).toBe(2)
    await wait(1)
    expect(state.begun).toBe(3)
    state.release()
    await jobs.stop()
  })

  it('gather triggers for a while, so that one run heeds them all', async () => {
    const run = vi.fn(() => Promise.resolve())
    const jobs = startJobs(platform, [{ name: 'events', everyMs: 60_000, gatherMs: 250, run }])
    jobs.trigger('events')
    await wait(200)
    jobs.trigger('events')
    await wait(49)
    expect(run).toHaveBeenCalledTimes(0)
    await wait(1)
    expect(run).toHaveBeenCalledTimes(1)
    jobs.trigger('events')
    await wait(250)
    expect(run).toHaveBeenCalledTimes(2)
    await wait(60_000)
    expect(run).toHaveBeenCalledTimes(3)
    await jobs.stop()
  })

  it('survive an error, which is logged with the name of the job', async () => {
    const failure = new Error('the database is busy')
    const error = vi.fn()
    const run = vi.fn(() => Promise.reject(failure))
    const jobs = startJobs({ log: { ...silentLog, error } }, [{ name: 'mail', everyMs: 10, run }])
    await wait(1_010)
    expect(run).toHaveBeenCalledTimes(2)
    expect(error.mock.calls).toEqual([
      ['job failed', failure, { job: 'mail' }],
      ['job failed', failure, { job: 'mail' }],
    ])
    await jobs.stop()
  })

  it('stop: what runs is told and waited for, and nothing begins any more', async () => {
    const { job, state } = slowJob()
    const seen: AbortSignal[] = []
    const run: Job['run'] = (signal) => {
      seen.push(signal)
      return job.run(signal)
    }
    const jobs = startJobs(platform, [{ ...job, run }])
    await wait(1_000)

    let stopped = false
    const stopping = jobs.stop().then(() => (stopped = true))
    await wait(1_000)
    expect(seen.map((signal) => signal.aborted)).toEqual([true])
    expect(stopped).toBe(false)

    state.release()
    await stopping
    expect(state.running).toBe(0)
    jobs.trigger('slow')
    await wait(60_000)
    expect(state.begun).toBe(1)
  })

  it('stop in time even when a job hangs', async () => {
    const { job, state } = slowJob()
    const jobs = startJobs(platform, [job])
    await wait(1_000)
    const stopping = jobs.stop()
    await wait(8_000)
    await stopping
    expect(state.running).toBe(1)
  })

  it('refuse a name that no job has', async () => {
    const jobs = startJobs(platform, [])
    expect(() => jobs.trigger('mial')).toThrow('there is no job mial')
    await jobs.stop()
  })
})

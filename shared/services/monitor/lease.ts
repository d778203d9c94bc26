import type { Ctx } from '../../context.ts'
import { housekeep } from '../../db/housekeep.ts'
import type { Tx } from '../../db/types.ts'
import { randomToken } from '../../encoding.ts'
import { claimRun, holdRun, releaseRun } from '../../repositories/monitor-runs.ts'

/** Outlives every pause of a run, so only the run of a process that died is taken over. */
const LEASE_MS = 10 * 60_000

/** Another run has taken the place of this one, which must not write any more. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError'
}

/** The right to run the monitor; of all servers and callers one has it. */
export interface Lease {
  /** @throws LeaseLostError when the right was lost meanwhile; then nothing is written */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  release(ended?: { finishedAt: string; result: string }): Promise<void>
}

/**
 * @param startedBefore only when the last run began then or earlier, or never came to its end
 * @returns undefined when somebody else runs the monitor, or did so recently enough
 */
export async function claimLease(
  ctx: Ctx,
  startedBefore: Date | undefined,
): Promise<Lease | undefined> {
  const holder = randomToken()
  const until = () => new Date(ctx.now().getTime() + LEASE_MS).toISOString()
  const claimed = await housekeep(ctx, (tx) =>
    claimRun(tx, {
      holder,
      now: ctx.now().toISOString(),
      lockedUntil: until(),
      startedBefore: startedBefore?.toISOString(),
    }),
  )
  if (!claimed) return undefined
  return {
    write: (work) =>
      housekeep({ writer: ctx.longWriter }, async (tx) => {
        if (!(await holdRun(tx, holder, until()))) throw new LeaseLostError('the lease was lost')
        return work(tx)
      }),
    release: (ended) => housekeep(ctx, (tx) => releaseRun(tx, holder, ended)),
  }
}

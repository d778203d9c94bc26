import type { MonitorRunTable } from '../db/monitor-tables.ts'
import type { Db, Tx } from '../db/types.ts'

const columns = [
  'holder',
  'startedAt',
  'lockedUntil',
  'finishedAt',
  'result',
] as const satisfies readonly (keyof MonitorRunTable)[]

const columnsOf = columns.map((column) => `monitorRun.${column}` as const)

export type MonitorRunRow = Pick<MonitorRunTable, (typeof columns)[number]>

/** The one row; the first run makes it. */
const name = 'monitor'

export async function findMonitorRun(db: Db): Promise<MonitorRunRow | undefined> {
  return db.selectFrom('monitorRun').select(columnsOf).where('name', '=', name).executeTakeFirst()
}

export interface Claim {
  holder: string
  now: string
  lockedUntil: string
  /** Only when the last run began at this instant or before it, or never came to its end. */
  startedBefore?: string | undefined
}

/** Takes the right to run, in one conditional statement; false while somebody else has it. */
export async function claimRun(tx: Tx, claim: Claim): Promise<boolean> {
  const { holder, now, lockedUntil, startedBefore } = claim
  const row = await tx
    .insertInto('monitorRun')
    .values({ name, holder, startedAt: now, lockedUntil })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, startedAt: now, lockedUntil, finishedAt: null })
        .where(({ eb, or }) =>
          or([eb('monitorRun.lockedUntil', 'is', null), eb('monitorRun.lockedUntil', '<=', now)]),
        )
        .where(({ eb, or }) =>
          startedBefore === undefined
            ? eb.lit(true)
            : or([
                eb('monitorRun.finishedAt', 'is', null),
                eb('monitorRun.startedAt', '<=', startedBefore),
              ]),
        ),
    )
    .returning('monitorRun.holder')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Prolongs the right to run, and holds the row until the transaction ends, so that two runs write
 * one after the other; false when another run has it by now.
 */
export async function holdRun(tx: Tx, holder: string, lockedUntil: string): Promise<boolean> {
  const row = await tx
    .updateTable('monitorRun')
    .set({ lockedUntil })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .returning('monitorRun.holder')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives the right to run back, unless another run has it by now. */
export async function releaseRun(
  tx: Tx,
  holder: string,
  ended: { finishedAt: string; result: string } | undefined,
): Promise<void> {
  await tx
    .updateTable('monitorRun')
    .set({ lockedUntil: null, holder: null, ...ended })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute()
}

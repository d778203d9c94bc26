import { sql } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { EventTable } from '../db/event-tables.ts'
import { prepared } from '../db/prepared.ts'
import type { Db, Tx } from '../db/types.ts'
import { idBounds } from '../ids.ts'

const recordColumns = [
  'id',
  'at',
  'type',
  'entity',
  'entityIds',
  'count',
  'actorName',
  'requestId',
] as const satisfies readonly (keyof EventTable)[]

/** An event that has its place in the order. */
export type NumberedEvent = EventTable & { position: number }

export const insertEvents = batchInsert('event', recordColumns)

/** Whether events wait for their place. */
export async function hasUnnumbered(db: Db): Promise<boolean> {
  const [row] = await unnumbered(db)
  return row !== undefined
}

const unnumbered = prepared(
  (db) => db.selectFrom('event').select('id').where('position', 'is', null).limit(1),
  0,
)

/**
 * Gives the oldest events without a place the places behind the last one; says how many got one.
 * Of two transactions that do so at once, the later one fails with a unique violation where it
 * would leave a gap or give a place twice.
 */
export async function numberEvents(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with placed as (
      select id, row_number() over (order by id) + coalesce((
        select position from event where position is not null order by position desc limit 1
      ), 0) as position
      from (select id from event where position is null order by id limit ${limit}) as waiting
    )
    update event set position = placed.position from placed
    where event.id = placed.id and event.position is null`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

const newest = prepared(
  (db) =>
    db
      .selectFrom('event')
      .select('position')
      .where('position', 'is not', null)
      .orderBy('position', 'desc')
      .limit(1),
  0,
)

/** The last place that was given; 0 before the first. */
export async function newestPosition(db: Db): Promise<number> {
  const [row] = await newest(db)
  return row?.position ?? 0
}

/** The events behind a place, in order. */
export async function findEventsAfter(
  db: Db,
  position: number,
  limit: number,
): Promise<NumberedEvent[]> {
  return db
    .selectFrom('event')
    .select([...recordColumns, 'position'])
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .$narrowType<{ position: number }>()
    .execute()
}

export async function findEvent(
  db: Db,
  id: string,
): Promise<Omit<EventTable, 'position'> | undefined> {
  return db.selectFrom('event').select(recordColumns).where('id', '=', id).executeTakeFirst()
}

/**
 * Removes at most `limit` events from before the instant, in ms; gives how many. The one with the
 * last place always stays, because the next places count on from it.
 */
export async function deleteOldEvents(tx: Tx, before: number, limit: number): Promise<number> {
  const last = await newestPosition(tx)
  const { numDeletedRows } = await tx
    .deleteFrom('event')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('event as old')
        .select('old.id')
        .where('old.id', '<', idBounds('event', before).lowest)
        .where('old.position', '<', last)
        .limit(limit),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

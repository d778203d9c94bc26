import type { Ctx } from '../context.ts'
import type { EventRecord } from '../db/event-tables.ts'
import type { AuditRecord, Tx } from '../db/types.ts'
import { eventPermission, eventType } from '../domain/events.ts'
import { newIdAt } from '../ids.ts'
import { insertEvents } from '../repositories/events.ts'

/** How many ids of records one event names. */
export const IDS_PER_EVENT = 1_000

/** What was done to which records. */
interface Happened {
  action: string
  entity: string
  ids: readonly string[]
}

/** The records to which a mutation did the same. */
interface Group {
  entity: string
  action: string
  /** The first records; undefined for what makes no events. */
  ids: Set<string> | undefined
  /** How many more there were; of so many, one that was changed twice may count twice. */
  more: number
}

/**
 * The events of a mutation, from its audit entries: one for each entity and action. It counts all
 * its records and names the first 1,000 of them.
 */
export function eventsOf(entries: readonly AuditRecord[]): EventRecord[] {
  const [first] = entries
  if (!first) return []
  const groups: Group[] = []
  let group: Group | undefined
  // An import brings a hundred thousand entries, which come in long runs of the same kind.
  for (const { entity, action, entityId } of entries) {
    if (group?.entity !== entity || group.action !== action) group = groupOf(groups, entity, action)
    if (!group.ids || group.ids.has(entityId)) continue
    if (group.ids.size < IDS_PER_EVENT) group.ids.add(entityId)
    else group.more += 1
  }
  return groups.flatMap(({ entity, action, ids, more }) =>
    ids === undefined ? [] : eventOf(first, { action, entity, ids: [...ids], more }),
  )
}

/**
 * Writes an event of the process's own work, such as an alert that the monitor opened: what goes
 * through `mutate` makes its events by itself. Call `eventsWritten()` after the commit.
 */
export async function writeEvent(
  { now, actor, requestId }: Pick<Ctx, 'now' | 'actor' | 'requestId'>,
  tx: Tx,
  { action, entity, ids }: Happened,
): Promise<void> {
  if (ids.length === 0) return
  const about = { at: now().toISOString(), actorName: actor.name, requestId }
  const named = ids.slice(0, IDS_PER_EVENT)
  const more = ids.length - named.length
  await insertEvents(tx, [eventOf(about, { action, entity, ids: named, more })])
}

function eventOf(
  { at, actorName, requestId }: Pick<EventRecord, 'at' | 'actorName' | 'requestId'>,
  { action, entity, ids, more }: Happened & { more: number },
): EventRecord {
  return {
    id: newIdAt('event', Date.parse(at)),
    at,
    type: eventType(entity, action),
    entity,
    entityIds: JSON.stringify(ids),
    count: ids.length + more,
    actorName,
    requestId,
  }
}

function groupOf(groups: Group[], entity: string, action: string): Group {
  const known = groups.find((group) => group.entity === entity && group.action === action)
  if (known) return known
  const ids = eventPermission(entity) === undefined ? undefined : new Set<string>()
  const group = { entity, action, ids, more: 0 }
  groups.push(group)
  return group
}

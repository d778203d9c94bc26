import { type Actor, authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { eventPermission, isWanted } from '../../domain/events.ts'
import { AppError } from '../../errors.ts'
import { EVENTS_PER_READ } from '../../events/feed.ts'
import { newestPosition, type NumberedEvent } from '../../repositories/events.ts'
import type { StreamedEvent } from '../../schemas/events.ts'

/** Proxies close connections on which nothing is sent for a minute or so. */
export const HEARTBEAT_MS = 15_000
/** How often a stream asks whether its caller still may read it. */
export const RECHECK_MS = 30_000

export interface EventsWanted {
  /** All types when it is empty. */
  types: readonly string[]
  /** The stream goes on behind this place; behind the newest one when nothing is said. */
  lastEventId: number | undefined
  /** Is aborted when the caller is gone. */
  gone: AbortSignal
  /** Who the caller is by now. @throws AppError when the sign-in has ended */
  recheck: () => Promise<Actor>
}

/**
 * The events that the caller may read, from now on or from a place, as text of `text/event-stream`.
 * Each has its place as id; an `id` without data only moves the place on. When events behind the
 * given place were removed already, or that place is not there any more, the first thing told is
 * of type `events.lost`.
 *
 * @throws AppError RATE_LIMITED when the caller has too many streams open
 */
export function streamEvents(ctx: Ctx, wanted: EventsWanted): AsyncGenerator<string> {
  authorize(ctx.actor, 'events:read')
  return textOf(ctx, wanted)
}

async function* textOf(ctx: Ctx, wanted: EventsWanted): AsyncGenerator<string> {
  const { feed } = ctx
  let actor = ctx.actor
  const leave = feed.enter(actor.tokenId ?? actor.userId ?? actor.name)
  try {
    const last = await newestPosition(ctx.db)
    const { lastEventId = last } = wanted
    let position = Math.min(lastEventId, last)
    // A place that is not there yet is one of another history, from before a backup was restored.
    yield `retry: ${feed.reconnectMs}\nid: ${position}\n\n${lostNotice(lastEventId - position)}`
    let [checkedAt, toldAt] = [performance.now(), performance.now()]
    while (!feed.closed && !wanted.gone.aborted) {
      if (performance.now() - checkedAt >= RECHECK_MS) {
        const known = await mayGoOn(wanted)
        if (!known) return
        actor = known
        checkedAt = performance.now()
      }
      const { newest } = feed
      const events = await feed.read(position)
      const text = textOfEvents(events, position, { actor, types: wanted.types })
      position = events.at(-1)?.position ?? position
      if (text !== '') {
        yield text
        toldAt = performance.now()
      }
      if (events.length === EVENTS_PER_READ) continue
      const now = performance.now()
      const rest = Math.min(toldAt + HEARTBEAT_MS, checkedAt + RECHECK_MS) - now
      if (rest > 0) await feed.wait(Math.max(position, newest), rest, wanted.gone)
      if (performance.now() - toldAt >= HEARTBEAT_MS) {
        yield `: still here\nid: ${position}\n\n`
        toldAt = performance.now()
      }
    }
  } finally {
    leave()
  }
}

/** Who the caller is by now; undefined when they may not read events any more. */
async function mayGoOn({ recheck }: EventsWanted): Promise<Actor | undefined> {
  try {
    const actor = await recheck()
    authorize(actor, 'events:read')
    return actor
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

interface Reader {
  actor: Actor
  types: readonly string[]
}

function textOfEvents(events: readonly NumberedEvent[], position: number, reader: Reader): string {
  const [first] = events
  if (!first) return ''
  const notice = lostNotice(first.position - position - 1)
  const told = events
    .filter((event) => isFor(event, reader))
    .map((event) => {
      const data = JSON.stringify(eventView(event, reader.actor))
      return `id: ${event.position}\ndata: ${data}\n\n`
    })
  return notice + told.join('')
}

/** Says that the reader has missed so many events, or has seen so many that are there no more. */
function lostNotice(count: number): string {
  return count > 0 ? `data: ${JSON.stringify({ type: 'events.lost', count })}\n\n` : ''
}

function isFor({ entity, type }: NumberedEvent, { actor, types }: Reader): boolean {
  const permission = eventPermission(entity)
  return permission !== undefined && actor.permissions.has(permission) && isWanted(type, types)
}

function eventView(event: NumberedEvent, reader: Actor): StreamedEvent {
  const { id, type, at, entity, entityIds, count, actorName, requestId } = event
  const actor = reader.permissions.has('audit:read') ? actorName : null
  return { id, type, at, entity, ids: JSON.parse(entityIds) as string[], count, actor, requestId }
}

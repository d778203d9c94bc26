import * as z from 'zod'
import { eventEntities } from '../domain/events.ts'
import { id, Instant } from './values.ts'

/** A type of events, or all of an entity: `order.advance`, `order.*`. */
export const EventType = z
  .string()
  .max(60)
  .regex(/^[A-Za-z]+\.(\*|[a-z][a-z_]*)$/, 'must be a type such as product.updated or product.*')
  .refine(
    (type) => eventEntities.includes(type.split('.')[0] ?? ''),
    `must begin with one of ${eventEntities.join(', ')}`,
  )
  .meta({ example: 'product.*' })

const Position = z.string().regex(/^\d{1,15}$/, 'must be the id of an event of this stream')

export const StreamEvents = z.strictObject({
  types: z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').map((type) => type.trim()))
    .pipe(z.array(EventType))
    .optional()
    .meta({
      type: 'string',
      description: 'types to be told of, separated by commas: `product.updated,order.*`',
    }),
  lastEventId: Position.optional().meta({
    description: 'the id of the last event you have; the stream goes on behind it',
  }),
})

export const StreamHeaders = z.object({
  'last-event-id': Position.optional().meta({
    description: 'the same; browsers send it when they connect again, and it goes before the query',
  }),
})

/** What was done to some records, as the data of a server-sent event. */
export const StreamedEvent = z.object({
  id: id('event'),
  type: z.string().meta({ example: 'product.updated' }),
  at: Instant,
  entity: z.string().meta({ example: 'product' }),
  ids: z.array(z.string()).meta({ description: 'at most 1,000' }),
  count: z.int().meta({ description: 'how many records; more than `ids` when there are so many' }),
  actor: z
    .string()
    .nullable()
    .meta({ description: 'null for those who may not read the audit log' }),
  requestId: z.string(),
})
export type StreamedEvent = z.infer<typeof StreamedEvent>

import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { batchInsert } from '../db/batch-insert.ts'
import type { AuditRecord, Database, Db } from '../db/types.ts'
import { idBounds } from '../ids.ts'
import { keysetPage, type Page, type PageRequest, toPage } from './page.ts'

/** An entry as the log shows it and a seal covers it. */
export const recordColumns = [
  'id',
  'at',
  'actorId',
  'actorName',
  'action',
  'entity',
  'entityId',
  'oldValues',
  'newValues',
  'requestId',
  'ip',
] as const satisfies readonly (keyof AuditRecord)[]

export const auditColumns = [...recordColumns, 'sealNumber'] as const

export const insertAuditEntries = batchInsert('auditEntry', auditColumns)

export interface AuditFilter extends PageRequest {
  entity?: string | undefined
  entityId?: string | undefined
  action?: string | undefined
  actorId?: string | undefined
  /** First and last instant, both included, ISO-8601 UTC. */
  from?: string | undefined
  to?: string | undefined
}

/** What entries are about: there are few of these, however many entries there are. */
export interface AuditTopic {
  entity: string
  action: string
}

const newestFirst = { name: 'audit', column: 'id', direction: 'desc' } as const

/** A page of the log, newest first. */
export async function findAuditPage(db: Db, filter: AuditFilter): Promise<Page<AuditRecord>> {
  const topics = needsTopics(filter) ? await findTopics(db, filter) : null
  if (topics?.length === 0) return { items: [], nextCursor: null }
  const rows = await auditQuery(db, filter, topics).execute()
  return toPage(rows, filter.limit, newestFirst.name, (row) => row.id)
}

/** Entries of one record are few, and those of all are in the order of the key: no index is missed. */
function needsTopics({ entityId, entity, action, actorId }: AuditFilter): boolean {
  const filtered = entity !== undefined || action !== undefined || actorId !== undefined
  return filtered && entityId === undefined
}

/**
 * With topics, the newest ids of each are taken from an index that holds them in order, and the
 * newest of those remain: a rare action of a busy actor costs as little as a frequent one.
 */
export function auditQuery(db: Db, filter: AuditFilter, topics: readonly AuditTopic[] | null) {
  const query = db.selectFrom('auditEntry').select(recordColumns)
  const [first, ...others] = topics ?? []
  if (!first) return keysetPage(within(query, filter), filter, newestFirst, 'string')
  const newestOf = ({ entity, action }: AuditTopic) => {
    const about = db
      .selectFrom('auditEntry')
      .select('id')
      .where('entity', '=', entity)
      .where('action', '=', action)
    const newest = keysetPage(within(about, filter), filter, newestFirst, 'string')
    // SQLite takes a limited query into a union only from inside another one.
    return db.selectFrom(newest.as('newest')).select('id')
  }
  const ids = others.reduce((sum, topic) => sum.unionAll(newestOf(topic)), newestOf(first))
  const newest = db.selectFrom(ids.as('newest')).select('id').orderBy('id', 'desc')
  return query.where('id', 'in', newest.limit(filter.limit + 1)).orderBy('id', 'desc')
}

/** What a filter says of each entry itself; the time part of an entry's id is its instant. */
function within<O>(
  query: SelectQueryBuilder<Database, 'auditEntry', O>,
  { entityId, entity, action, actorId, from, to }: AuditFilter,
): SelectQueryBuilder<Database, 'auditEntry', O> {
  let found = query
  if (entityId !== undefined) {
    found = found.where('entityId', '=', entityId)
    if (entity !== undefined) found = found.where('entity', '=', entity)
    if (action !== undefined) found = found.where('action', '=', action)
  }
  if (actorId !== undefined) found = found.where('actorId', '=', actorId)
  if (from !== undefined)
    found = found.where('id', '>=', idBounds('audit', Date.parse(from)).lowest)
  if (to !== undefined) found = found.where('id', '<=', idBounds('audit', Date.parse(to)).highest)
  return found
}

async function findTopics(
  db: Db,
  { entity, action, actorId }: AuditFilter,
): Promise<readonly AuditTopic[]> {
  if (entity !== undefined && action !== undefined) return [{ entity, action }]
  const topics = await topicsQuery(actorId).execute(db)
  return topics.rows.filter(
    (topic) =>
      (entity === undefined || topic.entity === entity) &&
      (action === undefined || topic.action === action),
  )
}

/** The topics of all entries or of one actor's: each is found from the one before, by index. */
export function topicsQuery(actorId: string | undefined): RawBuilder<AuditTopic> {
  const own = actorId === undefined ? sql`` : sql`actor_id = ${actorId} and`
  return sql<AuditTopic>`
    with recursive kind (entity) as (
      select min(entity) from audit_entry where ${own} entity > ''
      union all
      select (select min(entity) from audit_entry where ${own} entity > kind.entity)
      from kind where kind.entity is not null
    ), topic (entity, action) as (
      select kind.entity,
        (select min(action) from audit_entry where ${own} entity = kind.entity)
      from kind where kind.entity is not null
      union all
      select topic.entity,
        (select min(action) from audit_entry
         where ${own} entity = topic.entity and action > topic.action)
      from topic where topic.action is not null
    )
    select entity, action from topic where action is not null`
}

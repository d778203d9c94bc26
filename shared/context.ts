import type { Actor } from './auth/actor.ts'
import type { ActorCache } from './auth/actor-cache.ts'
import type { Keys } from './auth/keys.ts'
import type { PasswordHasher } from './auth/passwords.ts'
import type { DatabaseCopy } from './db/open-database.ts'
import type { AuditRecord, Db } from './db/types.ts'
import type { EventFeed } from './events/feed.ts'
import type { WebhookSender } from './events/webhook-sender.ts'
import type { Log } from './log.ts'

/** What one running process offers to every request: the ports, with nothing of a request in it. */
export interface Platform {
  /** For reading. Never inside `mutate`: there the transaction is the database. */
  db: Db
  /** For `mutate` alone. */
  writer: Db
  /** For `mutate` alone, when it takes long: nobody else waits for its commit. */
  longWriter: Db
  now: () => Date
  log: Log
  passwords: PasswordHasher
  /** Who recently seen credentials belong to. */
  actors: ActorCache
  keys: Keys
  /** Where people reach the web, for links in mails; no slash at the end. */
  publicUrl: string
  /** Says that a mail was queued; delivery itself is a background job. */
  mailQueued: () => void
  /** Says that events were committed; giving them their places is a background job. */
  eventsWritten: () => void
  /** Where streams wait for events. */
  feed: EventFeed
  /** Calls the addresses of others. */
  webhookSender: WebhookSender
  /** A copy of the whole database; undefined where it is made by other means, as of PostgreSQL. */
  backup?: () => Promise<DatabaseCopy>
  /**
   * A second sink of the audit log, an outside one, for rules that forbid to trust the business
   * database with it. The default sink is the database: each entry is stored in the transaction of
   * its change. `mutate` hands the entries over after the commit and does not wait; what happens to
   * them from there on, buffering and repeating included, is the sink's own business.
   */
  auditStream?: (entries: readonly AuditRecord[]) => void
}

/** The `Idempotency-Key` of the request, and what tells two requests with it apart. */
export interface IdempotentRequest {
  key: string
  requestHash: string
  used: boolean
}

/** Everything a service needs to know of the request it works for. */
export interface Ctx extends Platform {
  actor: Actor
  requestId: string
  /** The caller's address, as far as configured proxies can be believed. */
  ip: string | null
  userAgent: string | null
  idempotency?: IdempotentRequest
}

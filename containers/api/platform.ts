import { ActorCache } from '#shared/auth/actor-cache.ts'
import { deriveKeys, type Keys } from '#shared/auth/keys.ts'
import { passwordHasher } from '#shared/auth/passwords.ts'
import { nodeScrypt } from '#shared/auth/scrypt.node.ts'
import type { Platform } from '#shared/context.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { EventFeed } from '#shared/events/feed.ts'
import type { Log } from '#shared/log.ts'
import { auditLog } from './audit-log.ts'
import type { Config } from './config.ts'
import { nodeWebhookSender } from './webhook-sender.ts'

type KeySettings = Pick<Config, 'SECRET_KEY' | 'DB_ENCRYPTION_KEY'> &
  Partial<Pick<Config, 'DB_ENCRYPTION_KEY_PREVIOUS'>>
type Needed = KeySettings &
  Pick<Config, 'PUBLIC_URL' | 'WEBHOOKS_ALLOW_PRIVATE'> &
  Partial<Pick<Config, 'AUDIT_LOG'>>

/** The keys that a configuration names. */
export function keysOf(config: KeySettings): Promise<Keys> {
  const { SECRET_KEY, DB_ENCRYPTION_KEY, DB_ENCRYPTION_KEY_PREVIOUS } = config
  return deriveKeys(SECRET_KEY, DB_ENCRYPTION_KEY, DB_ENCRYPTION_KEY_PREVIOUS)
}

/** The ports of a Node process: the server, and the commands of the operator. */
export async function nodePlatform(
  config: Needed,
  database: OpenDatabase,
  log: Log,
): Promise<Platform> {
  return {
    db: database.db,
    writer: database.writer,
    longWriter: database.longWriter,
    now: () => new Date(),
    log,
    passwords: passwordHasher(nodeScrypt),
    actors: new ActorCache(),
    keys: await keysOf(config),
    publicUrl: config.PUBLIC_URL,
    mailQueued: () => {},
    eventsWritten: () => {},
    feed: new EventFeed(database.db, log),
    webhookSender: nodeWebhookSender({ allowPrivate: config.WEBHOOKS_ALLOW_PRIVATE }),
    ...(database.backup && { backup: database.backup }),
    ...(config.AUDIT_LOG && { auditStream: auditLog(config.AUDIT_LOG) }),
  }
}

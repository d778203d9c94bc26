import { ActorCache } from '#shared/auth/actor-cache.ts'
import { deriveKeys } from '#shared/auth/keys.ts'
import { passwordHasher, type Scrypt } from '#shared/auth/passwords.ts'
import type { Platform } from '#shared/context.ts'
import { EventFeed } from '#shared/events/feed.ts'
import type { WebhookSender } from '#shared/events/webhook-sender.ts'
import { jsonLog, type Log, logFrom, type LowestLevel } from '#shared/log.ts'
import type { FunctionConfig } from './config.ts'

/** The ports that have no connection in them and serve every request of a process. */
export type LastingPorts = Omit<Platform, 'db' | 'writer' | 'longWriter' | 'feed'>

/** What a runtime has of its own, or something that needs nothing of a runtime. */
export interface Means {
  scrypt: Scrypt
  webhookSender: (options: { allowPrivate: boolean }) => WebhookSender
}

export async function lastingPorts(config: FunctionConfig, means: Means): Promise<LastingPorts> {
  return {
    now: () => new Date(),
    log: functionLog(config.LOG_LEVEL),
    passwords: passwordHasher(means.scrypt),
    actors: new ActorCache(),
    keys: await deriveKeys(config.SECRET_KEY, config.DB_ENCRYPTION_KEY),
    publicUrl: config.PUBLIC_URL,
    mailQueued: () => {},
    eventsWritten: () => {},
    webhookSender: means.webhookSender({ allowPrivate: config.WEBHOOKS_ALLOW_PRIVATE }),
  }
}

/** JSON lines by `console`, which is where every function platform collects them. */
export function functionLog(level: LowestLevel): Log {
  return logFrom(
    level,
    jsonLog((line) => console.log(line)),
  )
}

/**
 * The feed of a platform that cannot keep an answer open: a stream tells what is there and ends,
 * and the browser comes back for more.
 */
export class BriefFeed extends EventFeed {
  override readonly reconnectMs = 10_000

  override async read(position: number) {
    const events = await super.read(position)
    this.close()
    return events
  }
}

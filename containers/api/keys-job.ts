import type { Platform } from '#shared/context.ts'
import type { Config } from './config.ts'
import type { Job } from './jobs.ts'
import { keysOf } from './platform.ts'

/** How long a server goes on with keys that `stockroom rotate-keys` has exchanged. */
export const KEYS_EVERY_MS = 5_000

/** Takes exchanged keys over without a restart: they are kept in files, which are read again. */
export function keysJob(
  { keys, actors, log }: Pick<Platform, 'keys' | 'actors' | 'log'>,
  config: Config,
  readAgain: () => Config,
): Job {
  let known = secretsOf(config)
  return {
    name: 'keys',
    everyMs: KEYS_EVERY_MS,
    async run() {
      const present = readAgain()
      const secrets = secretsOf(present)
      if (secrets === known) return
      const { previousEncryption, ...others } = await keysOf(present)
      // Every request holds this one object, so all of them have the new keys at once.
      Object.assign(keys, others)
      if (previousEncryption) keys.previousEncryption = previousEncryption
      else delete keys.previousEncryption
      actors.clear()
      known = secrets
      log.info('keys exchanged')
    },
  }
}

function secretsOf({ SECRET_KEY, DB_ENCRYPTION_KEY, DB_ENCRYPTION_KEY_PREVIOUS }: Config): string {
  return JSON.stringify([SECRET_KEY, DB_ENCRYPTION_KEY, DB_ENCRYPTION_KEY_PREVIOUS])
}

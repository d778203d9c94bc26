import { join } from 'node:path'
import { systemActor } from '#shared/auth/actor.ts'
import type { Ctx } from '#shared/context.ts'
import type { OpenDatabase } from '#shared/db/open-database.ts'
import { newId } from '#shared/ids.ts'
import { silentLog } from '#shared/log.ts'
import { type Config, readConfig } from '../api/config.ts'
import { openMigrated } from '../api/database.ts'
import { nodePlatform } from '../api/platform.ts'

/** What a command that works on the database has. */
export interface Opened {
  ctx: Ctx
  config: Config
  database: OpenDatabase
}

/** The environment, with another database when the operator names one. */
export function configFor(url?: string): Config {
  return readConfig(url === undefined ? process.env : { ...process.env, DATABASE_URL: url })
}

/** Where backups lie unless the operator names another folder. */
export function backupsOf({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  return join(DATA_DIR, 'backups')
}

/** Whether a secret comes from the environment, and not from the file that a first start made. */
export function isGiven(name: string): boolean {
  return Boolean(process.env[name] || process.env[`${name}_FILE`])
}

/**
 * Migrates and opens the database of a configuration for the time of some work.
 * @param name who the audit log says that it was
 */
export async function withDatabase<T>(
  config: Config,
  name: string,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const database = await openMigrated(config.DATABASE_URL)
  try {
    return await work({ ctx: await operatorContext(config, database, name), config, database })
  } finally {
    await database.close()
  }
}

/** Whom services work for when an operator calls them. */
export async function operatorContext(
  config: Config,
  database: OpenDatabase,
  name: string,
): Promise<Ctx> {
  return {
    ...(await nodePlatform(config, database, silentLog)),
    actor: systemActor(`${name} from the command line`),
    requestId: newId('request'),
    ip: null,
    userAgent: null,
  }
}

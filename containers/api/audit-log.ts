import { appendFileSync } from 'node:fs'
import type { Platform } from '#shared/context.ts'
import { messageOf } from '#shared/errors.ts'
import { entryView } from '#shared/services/audit/list.ts'
import { ConfigError } from './config-error.ts'

/** Nobody but the owner of the process reads who did what. */
const OWNER_ONLY = 0o600

/**
 * Appends audit entries to a file as well, each as one line of JSON as `GET /api/audit` shows it. They
 * are in it before the request is answered. The file is opened anew each time, so that whoever
 * rotates logs may move it away; a process that dies right after a commit leaves its entries in the
 * database alone.
 *
 * @param path a file or a device such as `/dev/stdout`
 * @throws ConfigError when it cannot be written to
 */
export function auditLog(path: string): NonNullable<Platform['auditStream']> {
  try {
    append(path, '')
  } catch (cause) {
    throw new ConfigError(`AUDIT_LOG cannot be written: ${messageOf(cause)}`, { cause })
  }
  return (entries) => {
    append(path, entries.map((entry) => `${JSON.stringify(entryView(entry))}\n`).join(''))
  }
}

function append(path: string, text: string): void {
  appendFileSync(path, text, { mode: OWNER_ONLY })
}

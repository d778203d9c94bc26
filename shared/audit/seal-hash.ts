import type { AuditRecord, AuditSealTable } from '../db/types.ts'
import { sha256 } from '../encoding.ts'

/** An entry under a seal: its id and the hash it had when it was sealed. */
export type SealedEntry = [id: string, hash: string]

/** What the first seal names as the hash of the one before. */
export const NO_SEAL_BEFORE = '0'.repeat(64)

/** SHA-256 over all that is stored of an entry; the JSON array leaves no doubt where a value ends. */
export function hashEntry(entry: AuditRecord): Promise<string> {
  return sha256(
    JSON.stringify([
      entry.id,
      entry.at,
      entry.actorId,
      entry.actorName,
      entry.action,
      entry.entity,
      entry.entityId,
      entry.oldValues,
      entry.newValues,
      entry.requestId,
      entry.ip,
    ]),
  )
}

export async function listEntries(entries: readonly AuditRecord[]): Promise<SealedEntry[]> {
  return Promise.all(
    entries.map(async (entry): Promise<SealedEntry> => [entry.id, await hashEntry(entry)]),
  )
}

/** SHA-256 over the seal, what it lists, and the seal before: changing any of it breaks the chain. */
export function hashSeal(
  seal: Pick<AuditSealTable, 'number' | 'previousHash' | 'sealedAt'>,
  listed: readonly SealedEntry[],
): Promise<string> {
  return sha256(JSON.stringify([seal.number, seal.previousHash, seal.sealedAt, listed]))
}

/** What a stored seal lists; undefined when somebody left no such list there. */
export function readEntryHashes(text: string): readonly SealedEntry[] | undefined {
  try {
    const listed: unknown = JSON.parse(text)
    return Array.isArray(listed) && listed.every(isSealedEntry) ? listed : undefined
  } catch {
    return undefined
  }
}

function isSealedEntry(value: unknown): value is SealedEntry {
  if (!Array.isArray(value) || value.length !== 2) return false
  return value.every((part) => typeof part === 'string')
}

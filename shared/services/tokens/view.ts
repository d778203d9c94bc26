import type { ApiTokenRow } from '../../repositories/api-tokens.ts'
import type { Token } from '../../schemas/tokens.ts'

export function tokenView(row: ApiTokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
  }
}

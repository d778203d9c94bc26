import type { UserRow } from '../../repositories/users.ts'
import type { User } from '../../schemas/users.ts'

/** A person as the API and the audit log show them: without hash and secret. */
export function userView(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    active: row.active === 1,
    invited: row.passwordHash === null,
    mfaEnabled: row.mfaEnabled === 1,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

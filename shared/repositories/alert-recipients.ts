import type { Db } from '../db/types.ts'
import type { Role } from '../domain/permissions.ts'

/** A digest goes to so many people at most. */
const MOST = 100

/** The addresses of active people with one of the roles, those who are here longest first. */
export async function findAddressesOf(db: Db, roles: readonly Role[]): Promise<string[]> {
  const rows = await db
    .selectFrom('appUser')
    .select('email')
    .where('active', '=', 1)
    .where('role', 'in', roles)
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.map(({ email }) => email)
}

import type { Insertable, Updateable } from 'kysely'
import type { AppUserTable, Db, Flag, Tx } from '../db/types.ts'
import type { Role } from '../domain/permissions.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

/** The hash and the sealed secret are here for signing in; views leave them out. */
const columns = [
  'id',
  'email',
  'emailKey',
  'name',
  'role',
  'passwordHash',
  'mfaSecret',
  'mfaEnabled',
  'active',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof AppUserTable)[]

export type UserRow = Pick<AppUserTable, (typeof columns)[number]>

/** Undefined when the e-mail address is taken. */
export async function insertUser(
  tx: Tx,
  row: Insertable<AppUserTable>,
): Promise<UserRow | undefined> {
  return tx
    .insertInto('appUser')
    .values(row)
    .onConflict((oc) => oc.column('emailKey').doNothing())
    .returning(columns)
    .executeTakeFirst()
}

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  return db.selectFrom('appUser').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function findUserByEmail(db: Db, emailKey: string): Promise<UserRow | undefined> {
  return db
    .selectFrom('appUser')
    .select(columns)
    .where('emailKey', '=', emailKey)
    .executeTakeFirst()
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('appUser').select('id').limit(1).executeTakeFirst()) !== undefined
}

const order = {
  name: 'users',
  column: 'id',
  direction: 'asc',
} as const satisfies Order<keyof UserRow>

export interface UserFilter extends PageRequest {
  role?: Role | undefined
  active?: boolean | undefined
}

/** Oldest first. */
export async function findUsers(db: Db, filter: UserFilter): Promise<Page<UserRow>> {
  let query = db.selectFrom('appUser').select(columns)
  if (filter.role !== undefined) query = query.where('role', '=', filter.role)
  if (filter.active !== undefined) query = query.where('active', '=', filter.active ? 1 : 0)
  const rows = await keysetPage(query, filter, order, 'string').execute()
  return toPage(rows, filter.limit, order.name, (row) => row.id)
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateUserRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<AppUserTable>,
): Promise<UserRow | undefined> {
  return tx
    .updateTable('appUser')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}

/**
 * Lets changes that depend on who else there is happen one after another: writing the one row of
 * settings, to what it is, waits until everybody else who did so has committed.
 */
export async function queueForPeople(tx: Tx): Promise<void> {
  await tx
    .updateTable('settings')
    .set((eb) => ({ id: eb.ref('id') }))
    .where('id', '=', 1)
    .execute()
}

/** Whether another owner than this one could sign in today. */
export async function hasOtherOwner(db: Db, userId: string): Promise<boolean> {
  const owner: Role = 'owner'
  const row = await db
    .selectFrom('appUser')
    .select('id')
    .where('role', '=', owner)
    .where('active', '=', 1)
    .where('passwordHash', 'is not', null)
    .where('id', '!=', userId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Holds the person's row until the transaction ends, so that a change of address or password or a
 * deactivation comes wholly before or wholly after; false when one came since the person was read.
 */
export async function holdUser(
  tx: Tx,
  { id, emailKey, passwordHash }: Pick<UserRow, 'id' | 'emailKey' | 'passwordHash'>,
): Promise<boolean> {
  const query = tx
    .updateTable('appUser')
    .set((eb) => ({ id: eb.ref('id') }))
    .where('id', '=', id)
    .where('active', '=', 1)
    .where('emailKey', '=', emailKey)
    .where('passwordHash', passwordHash === null ? 'is' : '=', passwordHash)
  return changedOne(await query.returning('id').execute())
}

/** Sets a password where the one that was checked still holds; false when another one was set. */
export async function replacePasswordHash(
  tx: Tx,
  { id, passwordHash }: { id: string; passwordHash: string | null },
  newHash: string,
  at: string,
): Promise<boolean> {
  const query = tx
    .updateTable('appUser')
    .set({ passwordHash: newHash, updatedAt: at })
    .where('id', '=', id)
    .where('active', '=', 1)
    .where('passwordHash', passwordHash === null ? 'is' : '=', passwordHash)
  return changedOne(await query.returning('id').execute())
}

/** Stores the secret of a set-up that was begun; false when two-factor sign-in is on already. */
export async function storeMfaSecret(
  tx: Tx,
  id: string,
  mfaSecret: string,
  at: string,
): Promise<boolean> {
  const query = tx
    .updateTable('appUser')
    .set({ mfaSecret, mfaLastStep: 0, updatedAt: at })
    .where('id', '=', id)
    .where('mfaEnabled', '=', 0)
  return changedOne(await query.returning('id').execute())
}

/**
 * Uses up the 30-second step of a right code, and sets whether two-factor sign-in is on; false when
 * the step, or a later one, was used before, or when the secret is no longer the one checked.
 */
export async function useMfaStep(
  tx: Tx,
  user: { id: string; mfaSecret: string | null; mfaEnabled: Flag },
  step: number,
  set: { mfaEnabled: Flag; updatedAt?: string },
): Promise<boolean> {
  const query = tx
    .updateTable('appUser')
    .set({ ...set, mfaLastStep: step })
    .where('id', '=', user.id)
    .where('mfaEnabled', '=', user.mfaEnabled)
    .where('mfaSecret', '=', user.mfaSecret)
    .where('mfaLastStep', '<', step)
  return changedOne(await query.returning('id').execute())
}

/** Turns two-factor sign-in off and forgets the secret; false when it was off. */
export async function clearMfa(tx: Tx, id: string, at: string): Promise<boolean> {
  const query = tx
    .updateTable('appUser')
    .set({ mfaEnabled: 0, mfaSecret: null, mfaLastStep: 0, updatedAt: at })
    .where('id', '=', id)
    .where('mfaEnabled', '=', 1)
  return changedOne(await query.returning('id').execute())
}

function changedOne(rows: readonly unknown[]): boolean {
  return rows.length === 1
}

import { sql } from 'kysely'
import type { Db, Tx, UserPreferenceTable } from '../db/types.ts'

export type PreferenceRow = Pick<UserPreferenceTable, 'name' | 'value'>

/** What a person prefers, by name. */
export async function findPreferences(db: Db, userId: string): Promise<PreferenceRow[]> {
  return db
    .selectFrom('userPreference')
    .select(['name', 'value'])
    .where('userId', '=', userId)
    .orderBy('name')
    .execute()
}

export async function findPreference(
  db: Db,
  userId: string,
  name: string,
): Promise<PreferenceRow | undefined> {
  return db
    .selectFrom('userPreference')
    .select(['name', 'value'])
    .where('userId', '=', userId)
    .where('name', '=', name)
    .executeTakeFirst()
}

/** Lets preferences of one person be added one after the other until the transaction ends. */
export async function queueForPreferences(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('appUser')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', userId)
    .execute()
}

export async function countPreferences(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('userPreference')
    .select(sql<number>`cast(count(*) as integer)`.as('preferences'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  return row.preferences
}

/** Stores a preference, in the place of one that has the name. */
export async function putPreferenceRow(tx: Tx, row: UserPreferenceTable): Promise<void> {
  const { value, updatedAt } = row
  await tx
    .insertInto('userPreference')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['userId', 'name']).doUpdateSet({ value, updatedAt }),
    )
    .execute()
}

/** Removes a preference; false when there is none. */
export async function deletePreferenceRow(tx: Tx, userId: string, name: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('userPreference')
    .where('userId', '=', userId)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst()
  return row !== undefined
}

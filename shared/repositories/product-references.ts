import type { Db } from '../db/types.ts'

/** The currency of products whose caller names none. */
export async function companyCurrency(db: Db): Promise<string> {
  const { currency } = await db
    .selectFrom('settings')
    .select('currency')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return currency
}

export async function categoryExists(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('category').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

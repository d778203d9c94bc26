import type { Insertable, Updateable } from 'kysely'
import type { CategoryTable, Db, Tx } from '../db/types.ts'
import { contains } from './like.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'name',
  'nameKey',
  'parentId',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof CategoryTable)[]

export type CategoryRow = Pick<CategoryTable, (typeof columns)[number]>

/** Undefined when the name is taken. */
export async function insertCategory(
  tx: Tx,
  row: Insertable<CategoryTable>,
): Promise<CategoryRow | undefined> {
  return tx
    .insertInto('category')
    .values(row)
    .onConflict((oc) => oc.column('nameKey').doNothing())
    .returning(columns)
    .executeTakeFirst()
}

export async function findCategory(db: Db, id: string): Promise<CategoryRow | undefined> {
  return db.selectFrom('category').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function findCategoryByName(
  db: Db,
  nameKey: string,
): Promise<CategoryRow | undefined> {
  return db.selectFrom('category').select(columns).where('nameKey', '=', nameKey).executeTakeFirst()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateCategoryRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<CategoryTable>,
): Promise<CategoryRow | undefined> {
  return tx
    .updateTable('category')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}

/** Undefined when another version is stored by now, or somebody else has removed it. */
export async function deleteCategoryRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<{ id: string } | undefined> {
  return tx
    .deleteFrom('category')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

/**
 * Where a category hangs, for a change of the tree: its row stays as it is until the transaction
 * ends, so that two changes at once cannot tie the tree into a ring. Undefined when there is none.
 */
export async function holdCategory(
  tx: Tx,
  id: string,
): Promise<{ parentId: string | null } | undefined> {
  return tx
    .updateTable('category')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returning('parentId')
    .executeTakeFirst()
}

export async function findChildIds(db: Db, parentIds: readonly string[]): Promise<string[]> {
  if (parentIds.length === 0) return []
  const rows = await db
    .selectFrom('category')
    .select('id')
    .where('parentId', 'in', parentIds)
    .execute()
  return rows.map((row) => row.id)
}

/** Products, deleted ones left out, and child categories that name the category; at most 101 each. */
export async function countUsesOfCategory(
  db: Db,
  id: string,
): Promise<{ products: number; children: number }> {
  const products = await db
    .selectFrom('product')
    .select('id')
    .where('categoryId', '=', id)
    .where('deletedAt', 'is', null)
    .limit(101)
    .execute()
  const children = await db
    .selectFrom('category')
    .select('id')
    .where('parentId', '=', id)
    .limit(101)
    .execute()
  return { products: products.length, children: children.length }
}

const orders = {
  name: { name: 'category name', column: 'nameKey', direction: 'asc' },
  '-name': { name: 'category -name', column: 'nameKey', direction: 'desc' },
} as const satisfies Record<string, Order<keyof CategoryRow>>

export interface CategoryFilter extends PageRequest {
  /** Folded text; part of the name. */
  search?: string | undefined
  /** Null for those on the first level. */
  parentId?: string | null | undefined
  sort: keyof typeof orders
}

export function categoriesQuery(db: Db, filter: CategoryFilter) {
  let query = db.selectFrom('category').select(columns)
  if (filter.search) query = query.where(contains('nameKey', filter.search))
  if (filter.parentId === null) query = query.where('parentId', 'is', null)
  else if (filter.parentId !== undefined) query = query.where('parentId', '=', filter.parentId)
  return keysetPage(query, filter, orders[filter.sort], 'string')
}

export async function findCategories(db: Db, filter: CategoryFilter): Promise<Page<CategoryRow>> {
  const { name, column } = orders[filter.sort]
  const rows = await categoriesQuery(db, filter).execute()
  return toPage(rows, filter.limit, name, (row) => row[column])
}

import type { Insertable, Updateable } from 'kysely'
import type { Db, SupplierContactTable, SupplierTable, Tx } from '../db/types.ts'
import { contains } from './like.ts'
import { keysetPage, type Order, type Page, type PageRequest, toPage } from './page.ts'

const columns = [
  'id',
  'name',
  'nameKey',
  'code',
  'codeKey',
  'email',
  'phone',
  'address',
  'country',
  'currency',
  'leadTimeDays',
  'terms',
  'notes',
  'active',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof SupplierTable)[]

export type SupplierRow = Pick<SupplierTable, (typeof columns)[number]>

const contactColumns = [
  'id',
  'supplierId',
  'name',
  'role',
  'email',
  'phone',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof SupplierContactTable)[]

export type ContactRow = Pick<SupplierContactTable, (typeof contactColumns)[number]>

/** Undefined when the code is taken. */
export async function insertSupplier(
  tx: Tx,
  row: Insertable<SupplierTable>,
): Promise<SupplierRow | undefined> {
  return tx
    .insertInto('supplier')
    .values(row)
    .onConflict((oc) => oc.column('codeKey').doNothing())
    .returning(columns)
    .executeTakeFirst()
}

export async function findSupplier(db: Db, id: string): Promise<SupplierRow | undefined> {
  return db.selectFrom('supplier').select(columns).where('id', '=', id).executeTakeFirst()
}

/** Lets nobody else add contacts to the supplier until the transaction ends; undefined when there is none. */
export async function holdSupplier(tx: Tx, id: string): Promise<{ id: string } | undefined> {
  return tx
    .updateTable('supplier')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
}

export async function findSupplierByCode(
  db: Db,
  codeKey: string,
): Promise<SupplierRow | undefined> {
  return db.selectFrom('supplier').select(columns).where('codeKey', '=', codeKey).executeTakeFirst()
}

/** Compare-and-set on the version; undefined when another version is stored by now. */
export async function updateSupplierRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<SupplierTable>,
): Promise<SupplierRow | undefined> {
  return tx
    .updateTable('supplier')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
}

/** Removes all contacts of a supplier, and gives them. */
export async function deleteContactsOf(tx: Tx, supplierId: string): Promise<ContactRow[]> {
  return tx
    .deleteFrom('supplierContact')
    .where('supplierId', '=', supplierId)
    .returning(contactColumns)
    .execute()
}

/** Undefined when another version is stored by now, or somebody else has removed it. */
export async function deleteSupplierRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<{ id: string } | undefined> {
  return tx
    .deleteFrom('supplier')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

/** Products, deleted ones left out, that name the supplier; at most 101 are counted. */
export async function countProductsOf(db: Db, supplierId: string): Promise<number> {
  const rows = await db
    .selectFrom('product')
    .select('id')
    .where('supplierId', '=', supplierId)
    .where('deletedAt', 'is', null)
    .limit(101)
    .execute()
  return rows.length
}

/** Records of a kind that name the supplier; at most 101 are counted. */
export async function countNaming(
  db: Db,
  table: 'purchaseOrder' | 'payment',
  supplierId: string,
): Promise<number> {
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('supplierId', '=', supplierId)
    .limit(101)
    .execute()
  return rows.length
}

const orders = {
  name: { name: 'supplier name', column: 'nameKey', direction: 'asc' },
  '-name': { name: 'supplier -name', column: 'nameKey', direction: 'desc' },
  createdAt: { name: 'supplier createdAt', column: 'id', direction: 'asc' },
  '-createdAt': { name: 'supplier -createdAt', column: 'id', direction: 'desc' },
} as const satisfies Record<string, Order<keyof SupplierRow>>

export interface SupplierFilter extends PageRequest {
  /** Folded text; part of the name or of the code. */
  search?: string | undefined
  active?: boolean | undefined
  country?: string | undefined
  sort: keyof typeof orders
}

export function suppliersQuery(db: Db, filter: SupplierFilter) {
  let query = db.selectFrom('supplier').select(columns)
  if (filter.search) {
    const parts = [contains('nameKey', filter.search), contains('codeKey', filter.search)]
    query = query.where(({ or }) => or(parts))
  }
  if (filter.active !== undefined) query = query.where('active', '=', filter.active ? 1 : 0)
  if (filter.country !== undefined) query = query.where('country', '=', filter.country)
  return keysetPage(query, filter, orders[filter.sort], 'string')
}

export async function findSuppliers(db: Db, filter: SupplierFilter): Promise<Page<SupplierRow>> {
  const { name, column } = orders[filter.sort]
  return toPage(
    await suppliersQuery(db, filter).execute(),
    filter.limit,
    name,
    (row) => row[column],
  )
}

export async function insertContact(
  tx: Tx,
  row: Insertable<SupplierContactTable>,
): Promise<ContactRow> {
  return tx
    .insertInto('supplierContact')
    .values(row)
    .returning(contactColumns)
    .executeTakeFirstOrThrow()
}

export async function findContact(
  db: Db,
  supplierId: string,
  id: string,
): Promise<ContactRow | undefined> {
  return db
    .selectFrom('supplierContact')
    .select(contactColumns)
    .where('id', '=', id)
    .where('supplierId', '=', supplierId)
    .executeTakeFirst()
}

/** All contacts of these suppliers, oldest first. */
export async function findContactsOf(
  db: Db,
  supplierIds: readonly string[],
): Promise<ContactRow[]> {
  if (supplierIds.length === 0) return []
  return db
    .selectFrom('supplierContact')
    .select(contactColumns)
    .where('supplierId', 'in', supplierIds)
    .orderBy('id')
    .execute()
}

export async function findContactPage(
  db: Db,
  supplierId: string,
  request: PageRequest,
): Promise<Page<ContactRow>> {
  const order = { name: 'contacts', column: 'id', direction: 'asc' } as const
  const query = db
    .selectFrom('supplierContact')
    .select(contactColumns)
    .where('supplierId', '=', supplierId)
  const rows = await keysetPage(query, request, order, 'string').execute()
  return toPage(rows, request.limit, order.name, (row) => row.id)
}

export async function updateContactRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  set: Updateable<SupplierContactTable>,
): Promise<ContactRow | undefined> {
  return tx
    .updateTable('supplierContact')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(contactColumns)
    .executeTakeFirst()
}

/** Undefined when another version is stored by now, or somebody else has removed it. */
export async function deleteContactRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<{ id: string } | undefined> {
  return tx
    .deleteFrom('supplierContact')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

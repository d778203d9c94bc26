import type { Db } from '../../../db/types.ts'
import { foldText } from '../../../domain/search.ts'
import { newId } from '../../../ids.ts'
import type { CategoryRow } from '../../../repositories/categories.ts'
import {
  findCategoriesCalled,
  findSuppliersCalled,
  type NamedSupplier,
} from '../../../repositories/product-import.ts'
import type { SupplierRow } from '../../../repositories/suppliers.ts'
import type { Draft } from './drafts.ts'

/** What the name in a cell stands for. */
export type Reference =
  | { kind: 'one'; id: string }
  | {
      kind: 'several'
      /** Those that have it as their name. */
      suppliers: readonly NamedSupplier[]
      /** The one that has it as its code, whatever its name. */
      codedId: string | undefined
    }
  | { kind: 'refused'; message: string; cure: string }

/** Suppliers and categories of a file: those stored, and those that are to be made. */
export interface References {
  suppliers: ReadonlyMap<string, Reference>
  categories: ReadonlyMap<string, Reference>
  newSuppliers: SupplierRow[]
  newCategories: CategoryRow[]
}

export interface ReferenceRules {
  /** Whether names that nobody has yet are made; otherwise they are refused. */
  createMissing: boolean
  /** Whether the actor may make suppliers. */
  mayCreateSuppliers: boolean
  at: string
}

/** Finds suppliers by folded name or by code, categories by folded name, and prepares missing ones. */
export async function findReferences(
  db: Db,
  drafts: readonly Draft[],
  rules: ReferenceRules,
): Promise<References> {
  const supplierNames = distinct(drafts, 'supplier')
  const categoryNames = distinct(drafts, 'category')
  const newSuppliers: SupplierRow[] = []
  const newCategories: CategoryRow[] = []
  return {
    suppliers: await supplierReferences(db, supplierNames, rules, newSuppliers),
    categories: await categoryReferences(db, categoryNames, rules, newCategories),
    newSuppliers,
    newCategories,
  }
}

/** The first spelling of each name, by its folded form. */
function distinct(
  drafts: readonly Draft[],
  field: 'supplier' | 'category',
): ReadonlyMap<string, string> {
  const spellings = new Set<string>()
  for (const draft of drafts) if (draft[field] !== undefined) spellings.add(draft[field])
  const names = new Map<string, string>()
  for (const spelling of spellings) {
    const key = foldText(spelling)
    if (!names.has(key)) names.set(key, spelling)
  }
  return names
}

async function supplierReferences(
  db: Db,
  names: ReadonlyMap<string, string>,
  { createMissing, mayCreateSuppliers, at }: ReferenceRules,
  made: SupplierRow[],
): Promise<ReadonlyMap<string, Reference>> {
  const byName = new Map<string, NamedSupplier[]>()
  const byCode = new Map<string, string>()
  for (const supplier of await findSuppliersCalled(db, [...names.keys()])) {
    const { id, nameKey, codeKey } = supplier
    byName.set(nameKey, [...(byName.get(nameKey) ?? []), supplier])
    if (codeKey !== null) byCode.set(codeKey, id)
  }
  const references = new Map<string, Reference>()
  for (const [key, name] of names) {
    const [first, ...others] = byName.get(key) ?? []
    const coded = byCode.get(key)
    if (first && others.length > 0) {
      references.set(key, { kind: 'several', suppliers: [first, ...others], codedId: coded })
    } else if (first) references.set(key, { kind: 'one', id: first.id })
    else if (coded !== undefined) references.set(key, { kind: 'one', id: coded })
    else if (!createMissing) references.set(key, unknown('supplier'))
    else if (!mayCreateSuppliers) references.set(key, forbidden)
    else {
      const supplier = newSupplierRow(name, key, at)
      made.push(supplier)
      references.set(key, { kind: 'one', id: supplier.id })
    }
  }
  return references
}

async function categoryReferences(
  db: Db,
  names: ReadonlyMap<string, string>,
  { createMissing, at }: ReferenceRules,
  made: CategoryRow[],
): Promise<ReadonlyMap<string, Reference>> {
  const references = new Map<string, Reference>()
  for (const { id, nameKey } of await findCategoriesCalled(db, [...names.keys()])) {
    references.set(nameKey, { kind: 'one', id })
  }
  for (const [key, name] of names) {
    if (references.has(key)) continue
    if (!createMissing) {
      references.set(key, unknown('category'))
      continue
    }
    const stamps = { version: 1, createdAt: at, updatedAt: at }
    const row = { id: newId('category'), name, nameKey: key, parentId: null, ...stamps }
    made.push(row)
    references.set(key, { kind: 'one', id: row.id })
  }
  return references
}

function unknown(what: string): Reference {
  return {
    kind: 'refused',
    message: `there is no such ${what}`,
    cure: `create the ${what} first, correct the name, or import with createMissing=true`,
  }
}

const forbidden: Reference = {
  kind: 'refused',
  message: 'there is no such supplier, and you may not create one (suppliers:write)',
  cure: 'ask somebody with that permission to create it, or leave the cell empty',
}

function newSupplierRow(name: string, nameKey: string, at: string): SupplierRow {
  return {
    id: newId('supplier'),
    name,
    nameKey,
    code: null,
    codeKey: null,
    email: null,
    phone: null,
    address: null,
    country: null,
    currency: null,
    leadTimeDays: null,
    terms: null,
    notes: null,
    active: 1,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }
}

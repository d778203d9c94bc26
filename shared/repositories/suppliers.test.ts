import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import type { Db } from '../db/types.ts'
import {
  countProductsOf,
  deleteContactRow,
  deleteContactsOf,
  deleteSupplierRow,
  findContact,
  findContactPage,
  findContactsOf,
  findSupplier,
  findSupplierByCode,
  findSuppliers,
  insertContact,
  insertSupplier,
  type SupplierFilter,
  updateContactRow,
  updateSupplierRow,
} from './suppliers.ts'

const at = '2026-03-02T10:00:00.000Z'
const stamps = { version: 1, createdAt: at, updatedAt: at }

function supplier(id: string, name: string, more: object = {}) {
  return { id, name, nameKey: name.toLowerCase(), active: 1 as const, ...stamps, ...more }
}

function contact(id: string, supplierId: string) {
  return { id, supplierId, name: `Contact ${id}`, ...stamps }
}

async function insertProduct(db: Db, id: string, supplierId: string, deletedAt: string | null) {
  const texts = { sku: id, skuKey: id, name: id, nameKey: id, unit: 'pcs', currency: 'EUR' }
  const numbers = { wholeUnits: 1 as const, price: 0, cost: 0, reorderPoint: 0, reorderQuantity: 0 }
  const row = { id, ...texts, ...numbers, supplierId, deletedAt, ...stamps }
  await db.insertInto('product').values(row).execute()
}

describe.each(databases)('the suppliers on %s', (kind) => {
  it('are inserted with what was said, found by id and by code, and refused under a taken code', async () => {
    const { db, writer, close } = await freshDatabase(kind)

    const row = await writer
      .transaction()
      .execute((tx) =>
        insertSupplier(
          tx,
          supplier('sup_1', 'Acme', { code: 'ACME', codeKey: 'acme', leadTimeDays: 9 }),
        ),
      )
    const [rival, codeless] = await writer
      .transaction()
      .execute(async (tx) => [
        await insertSupplier(tx, supplier('sup_2', 'Rival', { code: 'acme', codeKey: 'acme' })),
        await insertSupplier(tx, supplier('sup_3', 'Codeless')),
      ])

    expect(row).toMatchObject({ id: 'sup_1', code: 'ACME', leadTimeDays: 9, email: null })
    expect(rival).toBeUndefined()
    expect(codeless).toMatchObject({ id: 'sup_3', codeKey: null })
    expect(await findSupplier(db, 'sup_1')).toEqual(row)
    expect(await findSupplierByCode(db, 'acme')).toEqual(row)
    expect(await findSupplier(db, 'sup_2')).toBeUndefined()
    expect(await findSupplierByCode(db, 'ACME')).toBeUndefined()
    await close()
  })

  it('are changed only by whoever knows their version', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    const update = (version: number, name: string) =>
      writer
        .transaction()
        .execute((tx) => updateSupplierRow(tx, { id: 'sup_1', version }, { name }))
    await writer.transaction().execute((tx) => insertSupplier(tx, supplier('sup_1', 'Acme')))

    const outcomes = await Promise.all([
      update(1, 'First'),
      update(1, 'Second'),
      update(7, 'Never'),
    ])

    expect(outcomes.filter((row) => row !== undefined)).toHaveLength(1)
    expect(outcomes[2]).toBeUndefined()
    const stored = await findSupplier(db, 'sup_1')
    expect(stored).toEqual(outcomes.find((row) => row !== undefined))
    expect(stored?.version).toBe(2)
    await close()
  })

  it('go with their contacts, and are counted by their products', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await writer.transaction().execute(async (tx) => {
      await insertSupplier(tx, supplier('sup_1', 'Acme'))
      await insertSupplier(tx, supplier('sup_2', 'Best'))
      await insertContact(tx, contact('con_1', 'sup_1'))
      await insertContact(tx, contact('con_2', 'sup_2'))
      await insertProduct(tx, 'prd_1', 'sup_2', null)
      await insertProduct(tx, 'prd_2', 'sup_2', at)
    })

    expect(await countProductsOf(db, 'sup_1')).toBe(0)
    expect(await countProductsOf(db, 'sup_2')).toBe(1)
    await writer.transaction().execute(async (tx) => {
      expect(await deleteContactsOf(tx, 'sup_1')).toMatchObject([{ id: 'con_1' }])
      await deleteSupplierRow(tx, { id: 'sup_1', version: 1 })
    })
    const blocked = writer
      .transaction()
      .execute((tx) => deleteSupplierRow(tx, { id: 'sup_2', version: 1 }))

    await expect(blocked).rejects.toThrow(/foreign key/i)
    expect(await findSupplier(db, 'sup_1')).toBeUndefined()
    expect(await findContactsOf(db, ['sup_1', 'sup_2'])).toMatchObject([{ id: 'con_2' }])
    await close()
  })

  it('are found by part of the name or code, by activity and by country, in each order', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await writer.transaction().execute(async (tx) => {
      await insertSupplier(tx, supplier('sup_1', 'Zebra 100%', { country: 'DE' }))
      await insertSupplier(tx, supplier('sup_2', 'Acme', { code: 'Z_9', codeKey: 'z_9' }))
      await insertSupplier(tx, supplier('sup_3', 'Best', { active: 0, country: 'DE' }))
      await insertSupplier(tx, supplier('sup_4', 'Back\\slash', { country: 'FR' }))
    })
    const ids = async (filter: Partial<SupplierFilter>) => {
      const page = await findSuppliers(db, { sort: 'name', limit: 10, ...filter })
      return page.items.map((row) => row.id)
    }

    expect(await ids({})).toEqual(['sup_2', 'sup_4', 'sup_3', 'sup_1'])
    expect(await ids({ sort: '-name' })).toEqual(['sup_1', 'sup_3', 'sup_4', 'sup_2'])
    expect(await ids({ sort: 'createdAt' })).toEqual(['sup_1', 'sup_2', 'sup_3', 'sup_4'])
    expect(await ids({ sort: '-createdAt' })).toEqual(['sup_4', 'sup_3', 'sup_2', 'sup_1'])
    expect(await ids({ search: 'z' })).toEqual(['sup_2', 'sup_1'])
    expect(await ids({ search: '0%' })).toEqual(['sup_1'])
    expect(await ids({ search: 'z_' })).toEqual(['sup_2'])
    expect(await ids({ search: 'k\\s' })).toEqual(['sup_4'])
    expect(await ids({ search: "' or 1=1" })).toEqual([])
    expect(await ids({ active: false })).toEqual(['sup_3'])
    expect(await ids({ active: true, country: 'DE' })).toEqual(['sup_1'])
    expect(await ids({ country: 'de' })).toEqual([])
    await close()
  })

  it('have contacts of their own, paged by id', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await writer.transaction().execute(async (tx) => {
      await insertSupplier(tx, supplier('sup_1', 'Acme'))
      await insertSupplier(tx, supplier('sup_2', 'Best'))
      for (const id of ['con_1', 'con_2', 'con_4']) await insertContact(tx, contact(id, 'sup_1'))
      await insertContact(tx, contact('con_3', 'sup_2'))
    })

    const first = await findContactPage(db, 'sup_1', { limit: 2 })
    const cursor = first.nextCursor ?? ''
    const second = await findContactPage(db, 'sup_1', { limit: 2, cursor })

    expect(first.items.map((row) => row.id)).toEqual(['con_1', 'con_2'])
    expect(second.items.map((row) => row.id)).toEqual(['con_4'])
    expect(second.nextCursor).toBeNull()
    expect(await findContact(db, 'sup_2', 'con_1')).toBeUndefined()
    expect(await findContactsOf(db, [])).toEqual([])
    const changed = await writer.transaction().execute(async (tx) => {
      await deleteContactRow(tx, { id: 'con_2', version: 1 })
      const stale = await updateContactRow(tx, { id: 'con_1', version: 2 }, { role: 'stale' })
      return [stale, await updateContactRow(tx, { id: 'con_1', version: 1 }, { role: 'sales' })]
    })
    expect(changed).toMatchObject([undefined, { role: 'sales', version: 2 }])
    expect((await findContactsOf(db, ['sup_1'])).map((row) => row.id)).toEqual(['con_1', 'con_4'])
    await close()
  })
})

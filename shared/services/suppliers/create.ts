import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { ConflictError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { insertContact, insertSupplier } from '../../repositories/suppliers.ts'
import type { CreateSupplier, Supplier } from '../../schemas/suppliers.ts'
import { codeKeyOf } from './code-key.ts'
import { contactView, supplierRecord, supplierView } from './view.ts'

/** @throws ConflictError when the code is taken */
export async function createSupplier(ctx: Ctx, input: CreateSupplier): Promise<Supplier> {
  authorize(ctx.actor, 'suppliers:write')
  return mutate(ctx, async (tx, audit) => {
    const { contacts: newContacts = [], active = true, ...fields } = input
    const at = ctx.now().toISOString()
    const stamps = { version: 1, createdAt: at, updatedAt: at }
    const row = await insertSupplier(tx, {
      id: newId('supplier'),
      ...fields,
      nameKey: foldText(input.name),
      codeKey: codeKeyOf(input.code),
      active: active ? 1 : 0,
      ...stamps,
    })
    if (!row)
      throw new ConflictError(`the supplier code ${input.code ?? ''} is taken`, {
        code: input.code,
      })
    audit.created('supplier', supplierRecord(row))

    const contacts = []
    for (const contact of newContacts) {
      contacts.push(
        await insertContact(tx, {
          id: newId('contact'),
          supplierId: row.id,
          ...contact,
          ...stamps,
        }),
      )
    }
    for (const contact of contacts) audit.created('contact', contactView(contact))
    return supplierView(row, contacts)
  })
}

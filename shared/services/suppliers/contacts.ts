import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import {
  type ContactRow,
  deleteContactRow,
  findContact,
  findContactPage,
  findContactsOf,
  findSupplier,
  holdSupplier,
  insertContact,
  updateContactRow,
} from '../../repositories/suppliers.ts'
import {
  type Contact,
  type CreateContact,
  MAX_CONTACTS,
  type UpdateContact,
} from '../../schemas/suppliers.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { contactView } from './view.ts'

export async function listContacts(
  ctx: Ctx,
  supplierId: string,
  request: PageRequest,
): Promise<Page<Contact>> {
  authorize(ctx.actor, 'suppliers:read')
  await requireSupplier(ctx.db, supplierId)
  const page = await findContactPage(ctx.db, supplierId, request)
  return { ...page, items: page.items.map(contactView) }
}

export async function getContact(ctx: Ctx, supplierId: string, id: string): Promise<Contact> {
  authorize(ctx.actor, 'suppliers:read')
  return contactView(await requireContact(ctx.db, supplierId, id))
}

/** @throws NotFoundError, ConflictError when the supplier has as many contacts as it may */
export async function createContact(
  ctx: Ctx,
  supplierId: string,
  input: CreateContact,
): Promise<Contact> {
  authorize(ctx.actor, 'suppliers:write')
  return mutate(ctx, async (tx, audit) => {
    if (!(await holdSupplier(tx, supplierId))) throw new NotFoundError('supplier', supplierId)
    const { length } = await findContactsOf(tx, [supplierId])
    if (length >= MAX_CONTACTS) {
      throw new ConflictError(`the supplier has ${length} contacts already: remove one first`, {
        contacts: length,
      })
    }
    const at = ctx.now().toISOString()
    const stamps = { version: 1, createdAt: at, updatedAt: at }
    const contact = contactView(
      await insertContact(tx, { id: newId('contact'), supplierId, ...input, ...stamps }),
    )
    audit.created('contact', contact)
    return contact
  })
}

export async function updateContact(
  ctx: Ctx,
  supplierId: string,
  id: string,
  input: UpdateContact,
): Promise<Contact> {
  authorize(ctx.actor, 'suppliers:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await requireContact(tx, supplierId, id)
    requireVersion('contact', input.version, before.version)
    const { version: _version, ...fields } = input
    const changes = differing(before, fields)
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return contactView(before)
    }
    const after = requireUpdated(
      await updateContactRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('contact', contactView(before), contactView(after))
    return contactView(after)
  })
}

export async function deleteContact(ctx: Ctx, supplierId: string, id: string): Promise<void> {
  authorize(ctx.actor, 'suppliers:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await requireContact(tx, supplierId, id)
    requireUpdated(await deleteContactRow(tx, row))
    audit.deleted('contact', contactView(row))
  })
}

async function requireSupplier(db: Db, id: string): Promise<void> {
  if (!(await findSupplier(db, id))) throw new NotFoundError('supplier', id)
}

async function requireContact(db: Db, supplierId: string, id: string): Promise<ContactRow> {
  const row = await findContact(db, supplierId, id)
  if (!row) throw new NotFoundError('contact', id)
  return row
}

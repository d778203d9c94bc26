import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page } from '../../repositories/page.ts'
import { findContactsOf, findSupplier, findSuppliers } from '../../repositories/suppliers.ts'
import type { ListSuppliers, Supplier } from '../../schemas/suppliers.ts'
import { supplierView } from './view.ts'

export async function getSupplier(ctx: Ctx, id: string): Promise<Supplier> {
  authorize(ctx.actor, 'suppliers:read')
  const row = await findSupplier(ctx.db, id)
  if (!row) throw new NotFoundError('supplier', id)
  return supplierView(row, await findContactsOf(ctx.db, [id]))
}

export async function listSuppliers(ctx: Ctx, query: ListSuppliers): Promise<Page<Supplier>> {
  authorize(ctx.actor, 'suppliers:read')
  const { q, ...filter } = query
  const page = await findSuppliers(ctx.db, {
    ...filter,
    search: q === undefined ? undefined : foldText(q),
  })
  const contacts = await findContactsOf(
    ctx.db,
    page.items.map((row) => row.id),
  )
  return { ...page, items: page.items.map((row) => supplierView(row, contacts)) }
}

import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import { emptyOfDeleted } from '../../repositories/products.ts'
import {
  countNaming,
  countProductsOf,
  deleteContactsOf,
  deleteSupplierRow,
  findSupplier,
} from '../../repositories/suppliers.ts'
import { requireUpdated } from '../edit.ts'
import { contactView, supplierRecord } from './view.ts'

/**
 * Removes a supplier together with its contacts. Deleted products, to which nobody could give another
 * one, lose it.
 * @throws NotFoundError, ConflictError while products, orders or payments name the supplier
 */
export async function deleteSupplier(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'suppliers:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await findSupplier(tx, id)
    if (!row) throw new NotFoundError('supplier', id)
    const products = await countProductsOf(tx, id)
    if (products > 0) {
      throw new ConflictError(
        `${manyOf(products)} products name this supplier: give them another one first, or set the supplier to inactive`,
        { products },
      )
    }
    const orders = await countNaming(tx, 'purchaseOrder', id)
    const payments = await countNaming(tx, 'payment', id)
    if (orders + payments > 0) {
      throw new ConflictError(
        `${manyOf(orders)} orders and ${manyOf(payments)} payments name this supplier: set it to inactive instead`,
        { orders, payments },
      )
    }
    const at = ctx.now().toISOString()
    for (const productId of await emptyOfDeleted(tx, 'supplierId', id, at)) {
      audit.changed('UPDATE', 'product', productId, { supplierId: id }, { supplierId: null })
    }
    for (const contact of await deleteContactsOf(tx, id)) {
      audit.deleted('contact', contactView(contact))
    }
    requireUpdated(await deleteSupplierRow(tx, row))
    audit.deleted('supplier', supplierRecord(row))
  })
}

function manyOf(count: number): string {
  return count > 100 ? 'more than 100' : String(count)
}

import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import {
  countProductsOfSupplier,
  deleteSupplierRow,
  findSupplier,
} from '../../repositories/suppliers.ts'
import { supplierRecord } from './view.ts'

/** @throws NotFoundError, ConflictError while products name the supplier */
export async function deleteSupplier(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'suppliers:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await findSupplier(tx, id)
    if (!row) throw new NotFoundError('supplier', id)
    const products = await countProductsOfSupplier(tx, id)
    if (products > 0) {
      const many = products > 100 ? 'more than 100' : String(products)
      throw new ConflictError(
        `${many} products name this supplier: give them another one first, or set the supplier to inactive`,
        { products },
      )
    }
    await deleteSupplierRow(tx, id)
    audit.deleted('supplier', supplierRecord(row))
  })
}

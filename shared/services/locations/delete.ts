import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import {
  countStockedProducts,
  deleteLocationRow,
  findLocation,
  hasStockRecords,
} from '../../repositories/locations.ts'
import { requireUpdated } from '../edit.ts'
import { locationView } from './view.ts'

/** @throws NotFoundError, ConflictError for the default location and once stock has been at it */
export async function deleteLocation(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'locations:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await findLocation(tx, id)
    if (!row) throw new NotFoundError('location', id)
    if (id === MAIN_LOCATION_ID) {
      throw new ConflictError('this location is the default and cannot be removed')
    }
    const products = await countStockedProducts(tx, id)
    if (products > 0) {
      const many = products > 100 ? 'more than 100' : String(products)
      throw new ConflictError(
        `stock of ${many} products lies here: move it, and set the location to inactive`,
        { products },
      )
    }
    if (await hasStockRecords(tx, id)) {
      throw new ConflictError(
        'stock was moved or counted here, and its history must stay: set the location to inactive instead',
        { id },
      )
    }
    requireUpdated(await deleteLocationRow(tx, row))
    audit.deleted('location', locationView(row))
  })
}

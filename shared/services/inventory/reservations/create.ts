import { mutate } from '../../../audit/mutate.ts'
import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import type { Tx } from '../../../db/types.ts'
import { MAIN_LOCATION_ID } from '../../../domain/locations.ts'
import { isWhole } from '../../../domain/quantity.ts'
import { invalid } from '../../../errors.ts'
import { newId } from '../../../ids.ts'
import { isActiveLocation } from '../../../repositories/locations.ts'
import { findLevel } from '../../../repositories/stock-levels.ts'
import {
  changeReserved,
  changeReservedAt,
  insertReservation,
} from '../../../repositories/stock-reservations.ts'
import type { CreateReservation, Reservation } from '../../../schemas/reservations.ts'
import { productId } from '../find-products.ts'
import { insufficientStock } from '../shortages.ts'
import { reservationView } from './view.ts'

/**
 * Sets available stock aside; it stays on hand and cannot be sold otherwise until it is released.
 * @throws AppError INSUFFICIENT_STOCK, InvalidError for an unknown product or location
 */
export async function createReservation(ctx: Ctx, input: CreateReservation): Promise<Reservation> {
  authorize(ctx.actor, 'inventory:write')
  return mutate(ctx, async (tx, audit) => {
    const { quantity, reference = null, locationId = MAIN_LOCATION_ID } = input
    const place = { productId: await productId(tx, input), locationId, quantity }
    const product = await take(tx, place)
    const row = await insertReservation(tx, {
      id: newId('reservation'),
      ...place,
      state: 'open',
      reference,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      createdAt: ctx.now().toISOString(),
    })
    const reservation = reservationView({ ...row, sku: product.sku, name: product.name })
    audit.created('reservation', reservation)
    return reservation
  })
}

async function take(
  tx: Tx,
  { productId, locationId, quantity }: { productId: string; locationId: string; quantity: number },
) {
  if (!(await isActiveLocation(tx, locationId))) {
    throw invalid('locationId', `there is no active location ${locationId}`, 'unknown')
  }
  const product = await changeReserved(tx, productId, quantity)
  if (!product) throw invalid('productId', `there is no product ${productId}`, 'unknown')
  if (product.wholeUnits === 1 && !isWhole(quantity)) {
    throw invalid('quantity', `${product.sku} is counted in whole units`, 'whole_units')
  }
  if (!(await changeReservedAt(tx, productId, locationId, quantity))) {
    const level = await findLevel(tx, productId, locationId)
    const available = level ? level.onHand - level.reserved : 0
    const { sku } = product
    throw insufficientStock([{ productId, sku, locationId, requested: quantity, available }])
  }
  return product
}

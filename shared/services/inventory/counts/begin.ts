import { mutate } from '../../../audit/mutate.ts'
import type { AuditTrail } from '../../../audit/trail.ts'
import { authorize } from '../../../auth/actor.ts'
import type { Ctx } from '../../../context.ts'
import type { Tx } from '../../../db/types.ts'
import { MAIN_LOCATION_ID } from '../../../domain/locations.ts'
import { ConflictError, InvalidError, invalid, type Issue } from '../../../errors.ts'
import { newId } from '../../../ids.ts'
import { isActiveLocation } from '../../../repositories/locations.ts'
import { categoryExists } from '../../../repositories/product-references.ts'
import {
  type CountSelection,
  findCountedElsewhere,
  findUnknownProducts,
  freezeLines,
  insertCount,
  setLineCount,
} from '../../../repositories/stock-counts.ts'
import type { BeginCount, Count } from '../../../schemas/counts.ts'
import { countView } from './read.ts'
import { countSummary } from './view.ts'

/**
 * Begins a count: what is on hand of each product at this moment is what it will be compared with.
 * @throws InvalidError, ConflictError naming the other count that has one of the products open
 */
export async function beginCount(ctx: Ctx, input: BeginCount): Promise<Count> {
  authorize(ctx.actor, 'inventory:adjust')
  const work = async (tx: Tx, audit: AuditTrail) => {
    const { locationId = MAIN_LOCATION_ID, productIds, categoryId } = input
    const selection = {
      locationId,
      productIds,
      categoryId,
      stockedOnly: input.stockedOnly ?? false,
    }
    await requireKnown(tx, selection)
    await requireFree(tx, selection)
    const at = ctx.now().toISOString()
    const { id } = await insertCount(tx, {
      id: newId('count'),
      locationId,
      state: 'open',
      blind: input.blind === true ? 1 : 0,
      note: input.note ?? null,
      lineCount: 0,
      countedCount: 0,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    const lines = await freezeLines(tx, id, selection)
    if (lines === 0) throw nothingToCount(input)
    const row = await setLineCount(tx, id, lines)
    audit.created('count', countSummary(row))
    return countView(ctx, tx, row)
  }
  return mutate(ctx, work, { long: true })
}

async function requireKnown(
  tx: Tx,
  { locationId, productIds, categoryId }: CountSelection,
): Promise<void> {
  const issues: Issue[] = []
  if (!(await isActiveLocation(tx, locationId))) {
    const message = `there is no active location ${locationId}`
    issues.push({ path: 'locationId', message, code: 'unknown' })
  }
  if (categoryId !== undefined && !(await categoryExists(tx, categoryId))) {
    const message = `there is no category ${categoryId}`
    issues.push({ path: 'categoryId', message, code: 'unknown' })
  }
  if (productIds !== undefined) {
    for (const unknown of await findUnknownProducts(tx, productIds)) {
      const path = `productIds.${productIds.indexOf(unknown)}`
      issues.push({ path, message: `there is no product ${unknown}`, code: 'unknown' })
    }
  }
  if (issues.length > 0) throw new InvalidError(issues)
}

async function requireFree(tx: Tx, selection: CountSelection): Promise<void> {
  const lines = await findCountedElsewhere(tx, selection)
  const [first] = lines
  if (!first) return
  const more =
    lines.length > 1 ? ` and ${lines.length === 100 ? '99 or more' : lines.length - 1} others` : ''
  throw new ConflictError(
    `${first.sku}${more} are being counted here already, by count ${first.countId}: post or cancel that one first`,
    { countId: first.countId, lines },
  )
}

function nothingToCount({ categoryId, all }: BeginCount): InvalidError {
  const path = categoryId !== undefined ? 'categoryId' : all ? 'all' : 'productIds'
  return invalid(path, 'there is no product to count', 'nothing_to_count')
}

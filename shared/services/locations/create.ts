import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { newId } from '../../ids.ts'
import { insertLocation } from '../../repositories/locations.ts'
import type { CreateLocation, Location } from '../../schemas/locations.ts'
import { nameTaken } from '../name-taken.ts'
import { locationView } from './view.ts'

/** @throws ConflictError when the name is taken */
export async function createLocation(ctx: Ctx, input: CreateLocation): Promise<Location> {
  authorize(ctx.actor, 'locations:write')
  return mutate(ctx, async (tx, audit) => {
    const { active = true, ...fields } = input
    const at = ctx.now().toISOString()
    const row = await insertLocation(tx, {
      id: newId('location'),
      ...fields,
      nameKey: foldText(input.name),
      active: active ? 1 : 0,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    if (!row) throw nameTaken('location', input.name)
    const location = locationView(row)
    audit.created('location', location)
    return location
  })
}

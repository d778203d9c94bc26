import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { MAIN_LOCATION_ID } from '../../domain/locations.ts'
import { foldText } from '../../domain/search.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import {
  findLocation,
  findLocationByName,
  updateLocationRow,
} from '../../repositories/locations.ts'
import type { Location, UpdateLocation } from '../../schemas/locations.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { nameTaken } from '../name-taken.ts'
import { locationView } from './view.ts'

/**
 * @throws NotFoundError, StaleVersionError, ConflictError when the name is taken or the default
 *   location would become inactive
 */
export async function updateLocation(
  ctx: Ctx,
  id: string,
  input: UpdateLocation,
): Promise<Location> {
  authorize(ctx.actor, 'locations:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await findLocation(tx, id)
    if (!before) throw new NotFoundError('location', id)
    requireVersion('location', input.version, before.version)
    if (id === MAIN_LOCATION_ID && input.active === false) {
      throw new ConflictError('this location is the default and must stay active')
    }
    const { version: _version, active, ...fields } = input
    const changes = differing(before, {
      ...fields,
      nameKey: input.name === undefined ? undefined : foldText(input.name),
      active: active === undefined ? undefined : active ? 1 : 0,
    })
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return locationView(before)
    }
    if (changes.nameKey !== undefined && (await findLocationByName(tx, changes.nameKey))) {
      throw nameTaken('location', input.name)
    }
    const after = requireUpdated(
      await updateLocationRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('location', locationView(before), locationView(after))
    return locationView(after)
  })
}

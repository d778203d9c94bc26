import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import { findLocation, findLocations } from '../../repositories/locations.ts'
import type { Page } from '../../repositories/page.ts'
import type { ListLocations, Location } from '../../schemas/locations.ts'
import { locationView } from './view.ts'

export async function getLocation(ctx: Ctx, id: string): Promise<Location> {
  authorize(ctx.actor, 'locations:read')
  const row = await findLocation(ctx.db, id)
  if (!row) throw new NotFoundError('location', id)
  return locationView(row)
}

export async function listLocations(ctx: Ctx, query: ListLocations): Promise<Page<Location>> {
  authorize(ctx.actor, 'locations:read')
  const { q, ...filter } = query
  const page = await findLocations(ctx.db, {
    ...filter,
    search: q === undefined ? undefined : foldText(q),
  })
  return { ...page, items: page.items.map(locationView) }
}
